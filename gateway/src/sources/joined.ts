import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { openMemory } from '@deskgraph/kit';

type Data = Record<string, unknown>;

/** A question to a room, as the planner puts it. */
export interface Question {
  readonly query: string;
  readonly variables: Data | undefined;
}

/** What a room answered, as the planner takes it. */
export interface Answer {
  readonly data?: Data | null | undefined;
  readonly errors?: GraphQLFormattedError[] | undefined;
}

interface Waiting {
  readonly representations: unknown[];
  readonly answer: Promise<Answer>;
}

/**
 * Asks a room once for what a plan wants of it at several places: whose a ticket is and who wrote its messages are both a member's name. Questions
 * of one request that begin in one turn and differ in their entities only are put as one. Their names are left out, so that they can be alike.
 */
export function joined<Request extends object>(ask: (request: Request, question: Question) => Promise<Answer>): (request: Request, question: Question) => Promise<Answer> {
  const waiting = new WeakMap<Request, Map<string, Waiting>>();

  return (request, { query, variables }) => {
    const text = unnamed(query);
    const wanted = entitiesOnly(variables);
    if (!wanted) return ask(request, { query: text, variables });
    const open = waiting.get(request) ?? new Map<string, Waiting>();
    waiting.set(request, open);
    let one = open.get(text);
    if (!one) {
      const representations: unknown[] = [];
      const answer = Promise.resolve().then(() => {
        open.delete(text);
        return ask(request, { query: text, variables: { representations } });
      });
      one = { representations, answer };
      open.set(text, one);
    }
    const from = one.representations.length;
    one.representations.push(...wanted);
    const { representations } = one;
    return one.answer.then(answer => (wanted.length === representations.length ? answer : part(answer, from, from + wanted.length)));
  };
}

/** The representations, where the question has no other variable. */
function entitiesOnly(variables: Data | undefined): unknown[] | null {
  const { representations, ...others } = variables ?? {};
  return Array.isArray(representations) && Object.keys(others).length === 0 ? representations : null;
}

/** One asker's entities, and the errors about them; an error about none is everybody's. */
function part({ data, errors }: Answer, from: number, to: number): Answer {
  const entities = data?._entities;
  const own = errors?.flatMap(error => {
    const [root, position, ...rest] = error.path ?? [];
    if (root !== '_entities' || typeof position !== 'number') return error;
    return position >= from && position < to ? moved(error, [root, position - from, ...rest]) : [];
  });
  return { data: Array.isArray(entities) ? { ...data, _entities: entities.slice(from, to) } : data, errors: own?.length ? own : undefined };
}

/** The same error at another place. A room in this process gives whole errors; the log wants their cause. */
export function moved(error: GraphQLFormattedError, path: readonly (string | number)[]): GraphQLFormattedError {
  const { message, extensions } = error;
  const { originalError } = error as GraphQLError;
  return { message, extensions, path, originalError } as GraphQLFormattedError;
}

/** In characters: the planner makes the same few hundred questions again and again. */
const known = openMemory<string>(1_000_000);

const unnamed = (query: string): string => known(query, () => query.replace(/^(query|mutation) \w+/, '$1'));
