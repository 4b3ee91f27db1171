// Cephes (Moshier 1989) as WebAssembly: relative errors stay under 1e-11 in tails as far as 1e-300
import cephes from 'cephes';

await cephes.compiled;

/** Cephes throws where a probability is less than the least number that there is. */
const orNothing = (probability: () => number): number => {
  try {
    return probability();
  } catch (error) {
    if (error instanceof Error && error.message.includes('underflow')) return 0;
    throw error;
  }
};

/** The z below which a share p of the standard normal distribution lies. */
export const normalQuantile = (p: number): number => cephes.ndtri(p);

/** The z of a 95 % interval. */
export const z95: number = normalQuantile(0.975);

/** P(|Z| ≥ |z|) of a standard normal Z. */
export const normalTwoSided = (z: number): number =>
  Number.isNaN(z) ? z : orNothing(() => cephes.erfc(Math.abs(z) / Math.SQRT2));

/** P(|T| ≥ |t|) of Student's T. NaN without a degree of freedom. */
export const studentTwoSided = (t: number, df: number): number => {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN;
  return orNothing(() => cephes.incbet(df / 2, 0.5, df / (df + t * t)));
};

/** P(X ≥ x) of a χ² distribution. */
export const chiSquareUpper = (x: number, df: number): number =>
  x <= 0 ? 1 : orNothing(() => cephes.igamc(df / 2, x / 2));
