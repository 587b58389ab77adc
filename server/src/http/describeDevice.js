const browsers = [
    [/Edg\/(\d+)/, 'Edge'],
    [/OPR\/(\d+)/, 'Opera'],
    [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
    [/Firefox\/(\d+)/, 'Firefox'],
    [/Chrome\/(\d+)/, 'Chrome'],
    [/Version\/(\d+)[^ ]* .*Safari/, 'Safari'],
];
const systems = [
    [/iPhone|iPod/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
];
/** `Firefox 140, Windows`: what an agent wants to know, and no more than that is kept. */
export function describeDevice(userAgent) {
    const browser = browsers
        .map(([pattern, name]) => ({ name, version: pattern.exec(userAgent)?.[1] }))
        .find((b) => b.version);
    const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
    const parts = [browser && `${browser.name} ${browser.version}`, system].filter((part) => part !== undefined);
    return parts.length > 0 ? parts.join(', ') : undefined;
}
