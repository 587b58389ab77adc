/** The bus of a single node: a list of listeners. */
export function createLocalBus() {
    const listeners = new Set();
    return {
        publish(messages) {
            for (const message of messages)
                for (const listener of listeners)
                    listener(message);
        },
        subscribe(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        async close() {
            listeners.clear();
        },
    };
}
