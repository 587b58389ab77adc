/** One figure. `floor`: what the bare parts reached in the same run; `ratio`: of the two, so that above 1 is faster for rates and slower for times. */
export type Figure = { name: string; value: number; unit: string; floor?: number; note?: string };

/** Prints figures as they come: a JSON line each, or a readable one. */
export function createReport(json: boolean): (figure: Figure) => void {
  return ({ name, value, unit, floor, note }) => {
    const ratio = floor === undefined || floor === 0 ? null : round(value / floor);
    const line = {
      name,
      value: round(value),
      unit,
      floor: floor === undefined ? null : round(floor),
      ratio,
      ...(note && { note }),
    };
    if (json) return console.log(JSON.stringify(line));
    const beside = floor === undefined ? '' : `  floor ${format(floor)}, ratio ${ratio}`;
    console.log(
      `${name.padEnd(44)} ${format(value).padStart(12)} ${unit}${beside}${note ? `  (${note})` : ''}`,
    );
  };
}

const round = (value: number): number => Number(value.toPrecision(4));
const format = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
