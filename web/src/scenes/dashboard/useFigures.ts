import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { useLive } from '../../live/useLive.js';
import { dayOf } from '../../zone.js';
import { type Span, type Time, timeOf } from './time.js';

/** What figures are asked for. */
export interface Asked {
  readonly from: string;
  readonly before: string;
  readonly timeZone: string;
}

/** Figures of a room: how they are asked for, how they are told anew, and the one as the other. */
export interface Kind<Answer, Told> {
  readonly query: TypedDocumentNode<Answer, Asked>;
  readonly changed: TypedDocumentNode<Told, Asked & { after?: string | null }>;
  readonly answerOf: (told: Told) => Answer | null;
}

/** Asked again unasked so often: what they are compared with moves on by itself. */
const pollMs = 60_000;

/** Figures of a time, kept as they are now. */
export function useFigures<Answer extends Record<string, unknown>, Told extends Record<string, unknown>>({ query, changed, answerOf }: Kind<Answer, Told>, { from, before, timeZone }: Time, skip = false) {
  const client = useApolloClient();
  const variables = { from, before, timeZone };
  const { data, previousData, loading, error, refetch } = useQuery(query as TypedDocumentNode<Answer>, { variables, skip, pollInterval: pollMs, fetchPolicy: 'cache-and-network' });
  useLive(changed, {
    variables,
    skip,
    onFrame: told => {
      const answer = answerOf(told);
      if (answer) client.writeQuery({ query, variables, data: answer });
    },
  });
  return { answer: data ?? previousData, isOld: data === undefined, loading, error, again: () => void refetch() };
}

/** The time a dashboard is of, which moves on at midnight. */
export function useTime(span: Span, timeZone: string): Time {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(before => (dayOf(before, timeZone) === dayOf(new Date(), timeZone) ? before : new Date())), 10_000);
    return () => clearInterval(timer);
  }, [timeZone]);
  return timeOf(span, timeZone, now);
}
