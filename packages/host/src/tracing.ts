import { silentTracer } from '@deskgraph/kit';

/** The house's spans on their way to a collector. */
export interface Tracing {
  /** Sends what waits. */
  close(): Promise<void>;
}

/** Sends spans over OTLP/HTTP to `<endpoint>/v1/traces`. Without an endpoint nothing is loaded, and spans cost nothing. */
export async function openTracing(endpoint: string | null, role: string): Promise<Tracing> {
  if (endpoint === null) return { close: () => Promise.resolve() };
  const [{ OTLPTraceExporter }, { resourceFromAttributes }, { BatchSpanProcessor, NodeTracerProvider }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace-node'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.namespace': 'deskgraph', 'service.name': `deskgraph-${role}` }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000, maxQueueSize: 4096 })],
  });
  // Apollo's gateway has spans of its own around each of ours; one of each is enough
  const ours = provider.getTracer.bind(provider);
  provider.getTracer = (name, ...rest) => (name.startsWith('apollo/') ? silentTracer : ours(name, ...rest));
  provider.register();
  return { close: () => provider.shutdown() };
}
