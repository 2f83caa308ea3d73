import { context, INVALID_SPAN_CONTEXT, propagation, SpanStatusCode, trace, type Attributes, type Span, type Tracer } from '@opentelemetry/api';

/** Spans cost nothing while nobody collects them: the API does nothing until the host registers a provider. */
const tracer = trace.getTracer('deskgraph');

const noSpan = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/** A tracer that traces nothing: for libraries whose spans say again what ours say. */
export const silentTracer: Tracer = {
  startSpan: () => noSpan,
  startActiveSpan: (...given: unknown[]) => (given.at(-1) as (span: Span) => never)(noSpan),
};

/** Runs work in a span. Names and attributes come from short lists: rooms, jobs, topics, ids; never a text that a client or a person chose. */
export async function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async span => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Begins a span and runs `next` in it; whoever began it ends it. */
export function beginSpan(name: string, attributes: Attributes, next: () => void): Span {
  const span = tracer.startSpan(name, { attributes });
  context.with(trace.setSpan(context.active(), span), next);
  return span;
}

/** The headers that carry the running trace to another process (W3C Trace Context); none while nobody traces. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** Runs work in the trace that another process of ours sent along. */
export function inTrace<T>(headers: Readonly<Record<string, string | string[] | undefined>>, work: () => Promise<T>): Promise<T> {
  return context.with(propagation.extract(context.active(), headers), work);
}
