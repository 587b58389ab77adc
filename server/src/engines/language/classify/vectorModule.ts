/**
 * Two loops over a table of weights in WebAssembly, which works on four numbers at a time; JavaScript can not, and they are
 * most of what training does. Written out by hand: two loops are not worth a compiler.
 *
 * A row of the table is `stride` bytes, a multiple of 16. An entry is 8 bytes: where its row of the table begins, and its value.
 */
export interface VectorModule {
  /** scores = sum of value * row over the entries from `entry` up to `end`, a multiple of four of them. */
  score(entry: number, end: number, scores: number, stride: number): void;
  /** row += cost * value * moves, for each entry. */
  add(entry: number, end: number, moves: number, stride: number, cost: number): void;
}

/** Instructions, by their names in the specification. */
const i32 = 0x7f;
const f32 = 0x7d;
const v128 = 0x7b;
const emptyBlock = 0x40;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, value];
const i32Add = [0x6a];
const f32Mul = [0x94];
const f32x4Add = [0xfd, 0xe4, 0x01];
const f32x4Mul = [0xfd, 0xe6, 0x01];
const f32x4Splat = [0xfd, 0x13];
const zeros = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const i32Load = (offset: number) => [0x28, 2, offset];
const f32Load = (offset: number) => [0x2a, 2, offset];
const splatLoad = (offset: number) => [0xfd, 0x09, 2, offset];
const vectorLoad = [0xfd, 0x00, 2, 0];
const vectorStore = [0xfd, 0x0b, 2, 0];

/** Runs `body` for a local that goes up by `step` until another; once at least. */
const loop = (local: number, step: number, until: number, body: number[]) => [
  ...[0x03, emptyBlock],
  ...body,
  ...get(local),
  ...constant(step),
  ...i32Add,
  ...[0x22, local],
  ...get(until),
  // Again while below, unsigned.
  ...[0x49, 0x0d, 0],
  0x0b,
];

const sum = (a: number, b: number) => [...get(a), ...get(b), ...i32Add];

function writeScore(): number[] {
  const [entry, end, scores, stride, at] = [0, 1, 2, 3, 4];
  const rows = [5, 6, 7, 8];
  const values = [9, 10, 11, 12];
  const clear = [...sum(scores, at), ...zeros, ...vectorStore];
  const read = rows.flatMap((row, i) => [
    ...[...get(entry), ...i32Load(8 * i), ...set(row)],
    ...[...get(entry), ...splatLoad(8 * i + 4), ...set(values[i]!)],
  ]);
  // Four rows at a time: each score is loaded and stored once for four products.
  const products = rows.flatMap((row, i) => [
    ...[...sum(row, at), ...vectorLoad, ...get(values[i]!), ...f32x4Mul, ...f32x4Add],
  ]);
  const accumulate = [...sum(scores, at), ...sum(scores, at), ...vectorLoad, ...products, ...vectorStore];
  const body = [
    ...loop(at, 16, stride, clear),
    ...[...get(entry), ...get(end), 0x49, 0x04, emptyBlock],
    ...loop(entry, 32, end, [...read, ...constant(0), ...set(at), ...loop(at, 16, stride, accumulate)]),
    0x0b,
  ];
  return functionOf([5, i32, 4, v128], body);
}

function writeAdd(): number[] {
  const [entry, end, moves, stride, cost, at, row, value] = [0, 1, 2, 3, 4, 5, 6, 7];
  const read = [
    ...[...get(entry), ...i32Load(0), ...set(row)],
    ...[...get(entry), ...f32Load(4), ...get(cost), ...f32Mul, ...f32x4Splat, ...set(value)],
  ];
  const add = [
    ...sum(row, at),
    ...[...sum(row, at), ...vectorLoad],
    ...[...sum(moves, at), ...vectorLoad, ...get(value), ...f32x4Mul, ...f32x4Add],
    ...vectorStore,
  ];
  const body = [
    ...[...get(entry), ...get(end), 0x49, 0x04, emptyBlock],
    ...loop(entry, 8, end, [...read, ...constant(0), ...set(at), ...loop(at, 16, stride, add)]),
    0x0b,
  ];
  return functionOf([2, i32, 1, v128], body);
}

/** `locals`: how many of which kind, behind the parameters. */
function functionOf(locals: number[], body: number[]): number[] {
  return sized([locals.length / 2, ...locals, ...body, 0x0b]);
}

function sized(bytes: number[]): number[] {
  return [...lengthOf(bytes.length), ...bytes];
}

/** LEB128. */
function lengthOf(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...lengthOf(value >> 7)];
}

const name = (text: string) => sized([...new TextEncoder().encode(text)]);
const section = (kind: number, content: number[]) => [kind, ...sized(content)];

function assemble(): Uint8Array {
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [2, 0x60, 4, i32, i32, i32, i32, 0, 0x60, 5, i32, i32, i32, i32, f32, 0]),
    ...section(2, [1, ...name('js'), ...name('memory'), 2, 0, 1]),
    ...section(3, [2, 0, 1]),
    ...section(7, [2, ...name('score'), 0, 0, ...name('add'), 0, 1]),
    ...section(10, [2, ...writeScore(), ...writeAdd()]),
  ]);
}

/** As much of the platform's interface as is used here; its types come with those of browsers only. */
interface WebAssemblyInterface {
  Memory: new (size: { initial: number }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: { js: { memory: Memory } }) => { exports: VectorModule };
}

/** Pages of 64 kB; `buffer` is another after each growth. */
export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const platform = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly;

/** The loops over a memory of their own. */
export function makeVectorModule(pages: number): { memory: Memory; module: VectorModule } {
  const memory = new platform.Memory({ initial: pages });
  const { exports: module } = new platform.Instance(new platform.Module(assemble()), { js: { memory } });
  return { memory, module };
}
