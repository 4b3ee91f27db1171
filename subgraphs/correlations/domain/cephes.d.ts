/** What we use of it: the package has types, but its exports do not lead to them. */
declare module 'cephes' {
  const cephes: {
    /** Resolves when the functions can be called. */
    readonly compiled: Promise<void>;
    /** The normal quantile. */
    readonly ndtri: (p: number) => number;
    readonly erfc: (x: number) => number;
    /** The regularised incomplete beta function Iₓ(a, b). */
    readonly incbet: (a: number, b: number, x: number) => number;
    /** The upper regularised incomplete gamma function Q(a, x). */
    readonly igamc: (a: number, x: number) => number;
  };
  // biome-ignore lint/style/noDefaultExport: it has one
  export default cephes;
}
