import type { Question } from './ask.js';

/** Where a program asks, and in which organization; a key belongs to one and needs no word of it. */
export interface Place {
  readonly origin: string;
}

const key = 'YOUR_API_KEY';

/** The question as a line for a shell. */
export function curlOf({ origin }: Place, question: Question): string {
  const body = JSON.stringify(bodyOf(question)).replaceAll("'", String.raw`'\''`);
  return [`curl -s '${origin}/graphql'`, `  -H 'authorization: Bearer ${key}'`, "  -H 'content-type: application/json'", `  -d '${body}'`].join(' \\\n');
}

/** The question as JavaScript, for Node 20 or a module in a browser. */
export function fetchOf({ origin }: Place, question: Question): string {
  const { query, ...rest } = bodyOf(question);
  const written = query.replaceAll('\\', String.raw`\\`).replaceAll('`', '\\`').replaceAll('${', '\\${');
  const others = Object.entries(rest).map(([name, value]) => `, ${name}: ${JSON.stringify(value)}`).join('');
  return `const query = \`${written}\`;

const response = await fetch('${origin}/graphql', {
  method: 'POST',
  headers: { authorization: 'Bearer ${key}', 'content-type': 'application/json' },
  body: JSON.stringify({ query${others} }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(errors.map(error => error.message).join('; '));
console.log(data);
`;
}

function bodyOf({ query, variables, operationName }: Question): { query: string; variables?: unknown; operationName?: string } {
  const isEmpty = typeof variables !== 'object' || variables === null || Object.keys(variables).length === 0;
  return { query: query.trim(), ...(!isEmpty && { variables }), ...(operationName && { operationName }) };
}
