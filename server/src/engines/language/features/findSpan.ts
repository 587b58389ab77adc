import { seededRandom } from '../classify/random.ts';
import type { Company } from './findCompany.ts';

/** Powers of the iteration: each makes the span of the strongest directions purer. */
const rounds = 2;

/**
 * The strongest directions of a sparse square matrix by randomised subspace iteration (Halko et al. 2011): `columns` is
 * words x dimensions, the matrix times an orthonormal basis of the span; `strengths` the length of each column.
 */
export function findSpan(
  company: Company,
  dimensions: number,
  seed: number,
): { columns: Float64Array; strengths: Float64Array } {
  const words = company.stems.length;
  const random = seededRandom(seed);
  let basis: Float64Array = Float64Array.from(
    { length: words * dimensions },
    () => random() + random() + random() - 1.5,
  );
  basis = orthonormalise(multiply(company, basis, dimensions, false), words, dimensions);
  for (let round = 0; round < rounds; round++) {
    basis = orthonormalise(multiply(company, basis, dimensions, true), words, dimensions);
    basis = orthonormalise(multiply(company, basis, dimensions, false), words, dimensions);
  }
  const columns = multiply(company, basis, dimensions, true);
  const strengths = new Float64Array(dimensions);
  for (let word = 0; word < words; word++)
    for (let d = 0; d < dimensions; d++) strengths[d]! += columns[word * dimensions + d]! ** 2;
  return { columns, strengths: strengths.map(Math.sqrt) };
}

function multiply(
  company: Company,
  basis: Float64Array,
  dimensions: number,
  transposed: boolean,
): Float64Array {
  const product = new Float64Array(basis.length);
  const [to, from] = transposed ? [company.columns, company.rows] : [company.rows, company.columns];
  for (let k = 0; k < company.values.length; k++) {
    const at = to[k]! * dimensions;
    const other = from[k]! * dimensions;
    const value = company.values[k]!;
    for (let d = 0; d < dimensions; d++) product[at + d]! += value * basis[other + d]!;
  }
  return product;
}

/** Gram and Schmidt, in place; column by column in arrays of their own, since steps across rows miss the cache. */
function orthonormalise(basis: Float64Array, words: number, dimensions: number): Float64Array {
  const columns = Array.from({ length: dimensions }, (_, d) =>
    Float64Array.from({ length: words }, (__, word) => basis[word * dimensions + d]!),
  );
  columns.forEach((column, d) => {
    for (const before of columns.slice(0, d)) {
      let product = 0;
      for (let word = 0; word < words; word++) product += column[word]! * before[word]!;
      for (let word = 0; word < words; word++) column[word]! -= product * before[word]!;
    }
    let squares = 0;
    for (let word = 0; word < words; word++) squares += column[word]! ** 2;
    const scale = squares > 1e-20 ? 1 / Math.sqrt(squares) : 0;
    for (let word = 0; word < words; word++) {
      column[word]! *= scale;
      basis[word * dimensions + d] = column[word]!;
    }
  });
  return basis;
}
