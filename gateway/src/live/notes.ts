import { executeSync, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Variables } from '../guard/walk.js';
import type { LiveEvent } from './feed.js';
import type { Question } from './question.js';
import { isNews } from './table.js';

/** One subscription that is told of events themselves. */
export interface Listener {
  readonly question: Question;
  readonly document: DocumentNode;
  readonly variables: Variables;
  /** The newest position it has been told of. */
  position: number;
  deliver(payload: string): void;
}

/** Those who are told of events about a person, wherever they happened. */
export interface Notes {
  join(about: string, listener: Listener): { leave(): void };
  hear(event: LiveEvent): void;
}

/** Tells events to whom they are about, as an object with the id of their subject. */
export function openNotes(schema: GraphQLSchema): Notes {
  const byPerson = new Map<string, Set<Listener>>();
  return {
    join(about, listener) {
      const listeners = byPerson.get(about) ?? new Set();
      byPerson.set(about, listeners.add(listener));
      return {
        leave() {
          listeners.delete(listener);
          if (listeners.size === 0 && byPerson.get(about) === listeners) byPerson.delete(about);
        },
      };
    },
    hear(event) {
      for (const id of new Set([event.subjectId, ...event.relatedIds])) {
        for (const listener of byPerson.get(id) ?? []) tell(schema, listener, event);
      }
    },
  };
}

/** Tells one listener of one event, unless it has heard of it already. */
export function tell(schema: GraphQLSchema, listener: Listener, { topic, subjectId, position }: LiveEvent): void {
  const { question, document, variables } = listener;
  if (position <= listener.position || !isNews(question.subscription, topic)) return;
  listener.position = position;
  const rootValue = { [question.field.name.value]: { id: subjectId } };
  const operationName = question.walked.operation.name?.value;
  const { data } = executeSync({ schema, document, rootValue, variableValues: variables, operationName });
  listener.deliver(JSON.stringify({ data, extensions: { position: String(position) } }));
}
