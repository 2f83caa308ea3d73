import { useOpenTab } from './desk.js';
import { type Example, examplesFor } from './examples.js';

/** Questions worth asking; a click opens one in a tab of its own. */
export function ExamplesPanel({ role, hasSchema }: { role: string; hasSchema: boolean }) {
  const { suited, others } = examplesFor(role);
  return (
    <section className="playground-examples" aria-label="Examples">
      <h2>Examples</h2>
      {!hasSchema && (
        <p className="playground-note">
          Your role does not show the schema, so there is no documentation here. Questions work all the same.
        </p>
      )}
      <ExampleList title="For your role" examples={suited} />
      {others.length > 0 && <ExampleList title="For other roles" examples={others} />}
    </section>
  );
}

function ExampleList({ title, examples }: { title: string; examples: readonly Example[] }) {
  const openTab = useOpenTab();
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {examples.map(example => (
          <li key={example.title}>
            <button type="button" onClick={() => openTab(example.query, example.variables ?? '')}>
              <span className="playground-example-title">{example.title}</span>
              <span className="playground-example-about">{example.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
