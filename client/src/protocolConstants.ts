// The protocol package is imported for its types only, so that no schema library reaches a browser. The few values
// that a client needs at run time are repeated here; protocolConstants.test.ts compares them with the originals.

/** The version of the socket protocol that this client speaks. */
export const PROTOCOL_VERSION = 1;

/** Largest frame that may be sent, in bytes. */
export const MAX_CLIENT_FRAME_BYTES = 64 * 1024;
