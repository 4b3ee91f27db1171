/** What tests use of it; it comes without types. */
declare module 'datapackage' {
  interface Resource {
    readonly schema: { castRow(row: readonly string[]): unknown[] };
  }
  export class Package {
    /** Rejects with what is wrong where `strict`. */
    static load(descriptor: object, options: { readonly strict: boolean }): Promise<Package>;
    readonly valid: boolean;
    readonly errors: readonly Error[];
    readonly descriptor: { readonly resources: readonly object[] };
    readonly resources: readonly Resource[];
  }
}
