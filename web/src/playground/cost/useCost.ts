import { useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { type Refusal, refusalFrom } from '../../refusal.js';
import type { Question } from '../ask.js';
import { useActiveTab, useDesk } from '../desk.js';
import { askCost, type Estimate } from './estimate.js';

/** What is known of the cost of what is being written. */
export type CostState = { readonly estimate: Estimate } | { readonly refusal: Refusal } | null;

/** How long one has to stop typing. */
const pauseMs = 400;

/** The question in the editor, its variables read; null while there is none, or its variables are no JSON. */
export function useQuestion(): Question | null {
  const tab = useActiveTab();
  const { operationName } = useGraphiQL(({ operationName }) => ({ operationName }));
  const query = tab?.query ?? '';
  return isBlank(query) ? null : { query, variables: variablesIn(tab?.variables ?? ''), operationName: operationName ?? null };
}

/** The cost of the question in the editor, asked whenever one stops typing. */
export function useCost(): CostState {
  const { credential } = useDesk();
  const question = useQuestion();
  const written = question && JSON.stringify(question);
  const [known, setKnown] = useState<CostState>(null);
  useEffect(() => {
    if (written === null) return setKnown(null);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      askCost(credential, JSON.parse(written) as Question, stop.signal).then(
        estimate => setKnown({ estimate }),
        (error: unknown) => stop.signal.aborted || setKnown({ refusal: refusalFrom(error) }),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [credential, written]);
  return known;
}

/** The variables as the editor would send them; none while they cannot be read. */
export function variablesIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const isBlank = (query: string): boolean => query.replace(/#.*$/gm, '').trim() === '';
