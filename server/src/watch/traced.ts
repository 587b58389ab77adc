import {
  type Attributes,
  context,
  isSpanContextValid,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

const tracer = trace.getTracer('causerie');

/**
 * Runs `work` as a span of a trace. Without an SDK in the process (docs/operate.md) it costs next to nothing and leaves
 * no trace. Attributes are names and ids of ours, never what people wrote or who they are; of an error only its name.
 */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const span = tracer.startSpan(name, { attributes, kind: SpanKind.INTERNAL });
  // Nobody traces: a context of its own, through all that awaits, would be the dear part.
  if (!isSpanContextValid(span.spanContext())) return work();
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      return await work();
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function markFailed(span: Span, error: unknown): void {
  const { code, name } = error as { code?: unknown; name?: unknown };
  span.setStatus({ code: SpanStatusCode.ERROR, message: String(code ?? name ?? 'error') });
}
