/** Version of the package, put in by the build. */
declare const __VERSION__: string;

/** The address of a late part; `view/again.ts`. */
declare var partAt: (name: string) => string;
