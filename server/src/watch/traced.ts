import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/**
 * Runs `work` as a span of a trace. Without an SDK in the process (docs/operate.md) it costs next to nothing and leaves
 * no trace. Attributes are names and ids of ours, never what people wrote or who they are; of an error only its name.
 */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return trace
    .getTracer('causerie')
    .startActiveSpan(name, { attributes, kind: SpanKind.INTERNAL }, async (span) => {
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
