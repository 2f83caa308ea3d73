import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Face } from '../../parts/Face.js';
import { Notice } from '../../parts/Notice.js';
import { Tag } from '../../parts/Tag.js';
import { byNoun, readable } from '../../rights.js';
import classes from './Identity.module.css';
import { Picture } from './Picture.js';

const Identity_viewer = graphql(`
  fragment Identity_viewer on Viewer {
    id
    name
    email
    permissions
    member {
      id
      ...Picture_member
    }
    role {
      id
      name
      description
    }
    organization {
      id
      name
      state
    }
  }
`);

/** Who the viewer is here, and what that allows. */
export function Identity({ viewer }: { viewer: FragmentType<typeof Identity_viewer> }) {
  const { id, name, email, member, role, organization, permissions } = read(Identity_viewer, viewer);
  const title = organization?.name ?? 'Your organization';
  return (
    <section id="overview" aria-labelledby="overview-title" className={classes.identity}>
      <h2 id="overview-title" className={classes.title}>
        {title}
      </h2>
      {organization?.state === 'SUSPENDED' && (
        <Notice tone="bad">This organization is suspended: everything can be read, and nothing changed.</Notice>
      )}
      <div className={classes.cards}>
        <div className={classes.card}>
          <div className={classes.person}>
            {member ? <Picture member={member} /> : <Face id={id} name={name} size={56} />}
            <div className={classes.who}>
              <div className={classes.name}>
                {name} {role && <Tag tone="accent">{role.name}</Tag>}
              </div>
              <div className={classes.soft}>{email}</div>
            </div>
          </div>
          {role?.description && <p className={classes.soft}>{role.description}</p>}
          <details className={classes.details}>
            <summary>What your role may do</summary>
            <dl className={classes.rights}>
              {byNoun(permissions).map(([noun, verbs]) => (
                <div key={noun}>
                  <dt>{readable(noun)}</dt>
                  <dd>{verbs.map(verb => readable(verb).toLowerCase()).join(', ')}</dd>
                </div>
              ))}
            </dl>
            {permissions.length === 0 && <p className={classes.soft}>Nothing yet.</p>}
          </details>
        </div>
        <div className={classes.card}>
          <h3 className={classes.name}>Playground</h3>
          <p className={classes.soft}>
            Ask the graph your own questions, with the rights you hold here. Examples for your role are waiting.
          </p>
          <div className={classes.go}>
            <Button component="a" href="/playground" variant="default" rightSection={<IconArrowRight size={16} stroke={1.7} aria-hidden />}>
              Open playground
            </Button>
          </div>
        </div>
      </div>
    </section>
  );
}
