/**
 * Milliseconds to wait before try number `attempt` (0, 1, 2 ...): exponential with full jitter, so that the clients
 * of a server that fell over do not come back all at once (Brooker, "Exponential Backoff and Jitter", AWS, 2015).
 */
export function backOffDelay(
  attempt: number,
  limits: { first: number; most: number },
  random: () => number,
): number {
  return random() * Math.min(limits.most, limits.first * 2 ** attempt);
}
