import { coerceError } from '../errors.ts';
/**
 * Does `work` again and again: at once while it finds something to do (it returns how much), otherwise after a pause.
 * A failure is recorded and the loop goes on after the pause; it never runs twice at a time.
 */
export function startLoop(name, everyMs, work, log) {
    let stopping = false;
    let wake = () => { };
    const pause = () => new Promise((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
            clearTimeout(timer);
            resolve();
        };
    });
    const running = (async () => {
        while (!stopping) {
            const done = await work().catch((thrown) => {
                log.error({ err: coerceError(thrown) }, `${name} failed`);
                return 0;
            });
            if (done === 0 && !stopping)
                await pause();
        }
    })();
    return {
        async stop() {
            stopping = true;
            wake();
            await running;
        },
    };
}
