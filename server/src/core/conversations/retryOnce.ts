/**
 * Runs a transaction again where a twin of it was committed at the same moment: the same message, or another conversation
 * that must be the only open one. The second time it is seen, and gives its result.
 */
export async function retryOnce<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((thrown: { constraint?: string }) => {
    if (thrown.constraint && twins.has(thrown.constraint)) return work();
    throw thrown;
  });
}

const twins = new Set(['conversations_single', 'entries_id_key']);
