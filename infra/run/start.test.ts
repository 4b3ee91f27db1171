import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const read = (url: string): string => readFileSync(fileURLToPath(url), 'utf8');

/** What a file loads before its own first line runs. Types are erased; what is imported when it is needed is not among it. */
const loadedBy = (url: string): readonly string[] =>
  ts
    .createSourceFile(url, read(url), ts.ScriptTarget.Latest)
    .statements.flatMap((statement): readonly (ts.Expression | undefined)[] => {
      if (ts.isImportDeclaration(statement))
        return statement.importClause?.isTypeOnly ? [] : [statement.moduleSpecifier];
      if (ts.isExportDeclaration(statement)) return statement.isTypeOnly ? [] : [statement.moduleSpecifier];
      return [];
    })
    .flatMap((specifier) => (specifier && ts.isStringLiteral(specifier) ? [specifier.text] : []));

const isOurs = (specifier: string): boolean => /^(\.|@aqmrg\/)/.test(specifier);
const resolved = (specifier: string, from: string): string =>
  specifier.startsWith('.') ? new URL(specifier, from).href : import.meta.resolve(specifier);

/** The packages of others that are loaded, by whatever way, before the first line of a file runs. */
const packagesBefore = (entry: string): ReadonlySet<string> => {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (url: string): void => {
    if (seen.has(url)) return;
    seen.add(url);
    for (const specifier of loadedBy(url)) {
      const file = isOurs(specifier) ? resolved(specifier, url) : undefined;
      if (file === undefined) packages.add(specifier);
      else if (file.endsWith('.ts')) visit(file);
    }
  };
  visit(entry);
  return packages;
};

const here = (file: string): string => new URL(file, import.meta.url).href;

describe('a start', () => {
  it("tells Apollo's telemetry to be off before @apollo/gateway is loaded", () => {
    const packages = packagesBefore(here('start.ts'));
    expect(packages).toContain('zod');
    expect(packages).not.toContain('@apollo/gateway');
    const [before = '', ...after] = read(here('start.ts')).split("await import('./platform.ts')");
    expect(after).toHaveLength(1);
    expect(before).toContain("process.env.APOLLO_TELEMETRY_DISABLED = 'true'");
    // which is how it is loaded
    expect(packagesBefore(here('platform.ts'))).toContain('@apollo/gateway');
  });
});
