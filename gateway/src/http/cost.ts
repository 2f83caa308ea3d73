import type { RequestHandler } from 'express';
import { GraphQLError, Kind, parse, type GraphQLSchema } from 'graphql';
import { defaultFigures, type Figures } from '../limits/figures.js';
import { measure } from '../limits/measure.js';
import { brokenBy, brokenByValues, tooMuch } from '../limits/refusal.js';
import { sharesOf, type Share } from '../limits/shares.js';
import { rateHeaders, type Rates } from '../rates.js';
import { HttpRefusal } from './answers.js';
import { scopeOf } from './scope.js';

/** What a document would cost. */
export interface Estimate {
  readonly cost: { readonly requested: number; readonly limit: number };
  /** Why it would not be run; null when its size is no reason. */
  readonly refusal: { readonly code: string; readonly message: string } & Readonly<Record<string, unknown>> | null;
  /** Where the cost comes from: the dearest fields. */
  readonly fields: readonly Share[];
}

interface Sent {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** How many of the dearest fields are named. */
const mostFields = 12;

/**
 * Says what a document would cost, held to the same limits as one that runs, in the same order. Nothing is validated, planned or asked. The text
 * of a document that is too large is not looked into.
 */
export function estimate(schema: GraphQLSchema, { query, variables, operationName }: Sent, overrides: Partial<Figures> = {}): Estimate {
  const figures = { ...defaultFigures, ...overrides };
  const none = { cost: { requested: 0, limit: figures.maxCost }, fields: [] };
  if (query.length > figures.maxLength) return { ...none, refusal: told(tooMuch('QUERY_TOO_LONG', 'length', query.length, figures.maxLength)) };
  const document = parsed(query, figures.maxTokens);
  if (document instanceof GraphQLError) return { ...none, refusal: { code: 'GRAPHQL_PARSE_FAILED', message: document.message, line: document.locations?.[0]?.line } };

  const measured = measure(schema, document, operationName, variables);
  const requested = Math.min(measured.cost, Number.MAX_SAFE_INTEGER);
  const cost = { requested, limit: figures.maxCost };
  const broken = brokenBy(measured, figures);
  if (broken) return { cost, fields: [], refusal: told(broken) }; // too many fields to go through one by one
  const tooDear = requested > figures.maxCost ? tooMuch('QUERY_TOO_COMPLEX', 'cost', requested, figures.maxCost) : null;
  const refusal = unnamed(document.definitions.filter(it => it.kind === Kind.OPERATION_DEFINITION).map(it => it.name?.value), operationName) ?? tooDear ?? brokenByValues(variables, figures);
  return { cost, fields: sharesOf(schema, document, operationName, variables).slice(0, mostFields), refusal: refusal && told(refusal) };
}

/** Answers estimates; comes after what every question to /graphql goes through. Each is charged one point. */
export function costAnswer({ schema, figures, rates }: { schema: GraphQLSchema; figures: Partial<Figures> | undefined; rates: Rates }): RequestHandler {
  return async (request, response) => {
    if (request.method !== 'POST') throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', 'Use POST.', { allow: 'POST' });
    const { viewer, address, requestId } = scopeOf(request);
    const sent = sentIn(request.body);
    const charge = await rates.operation(viewer, address, 1);
    if (charge.unavailable) throw new HttpRefusal(503, 'UNAVAILABLE', 'Requests cannot be counted right now. Try again.', rateHeaders(charge));
    if (!charge.allowed) throw new HttpRefusal(429, 'RATE_LIMITED', 'Too many requests. Try again later.', rateHeaders(charge));
    response.set(rateHeaders(charge)).json({ ...estimate(schema, sent, figures), extensions: { requestId } });
  };
}

function sentIn(body: unknown): Sent {
  const { query, variables = null, operationName = null } = (body ?? {}) as Record<string, unknown>;
  const fits = typeof query === 'string' && typeof variables === 'object' && !Array.isArray(variables) && (operationName === null || typeof operationName === 'string');
  if (!fits) throw new HttpRefusal(400, 'BAD_REQUEST', 'Send { query, variables, operationName } as to /graphql.');
  return { query, variables: (variables ?? {}) as Record<string, unknown>, operationName };
}

function parsed(query: string, maxTokens: number) {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    return new GraphQLError('The document cannot be read.'); // nested so deep that the parser gives up
  }
}

function unnamed(names: readonly (string | undefined)[], name: string | null): GraphQLError | null {
  if (name === null ? names.length === 1 : names.includes(name)) return null;
  return new GraphQLError('Name the operation to run: there is none of this name, or several.', { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

function told({ message, extensions: { http: _, code, ...rest } }: GraphQLError): NonNullable<Estimate['refusal']> {
  return { ...rest, code: String(code), message };
}
