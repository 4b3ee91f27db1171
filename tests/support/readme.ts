import { readFile } from 'node:fs/promises';

/** The code blocks of one language in a page of this repository, in order. */
export const codeBlocks = async (page: string, language: string): Promise<readonly string[]> => {
  const text = await readFile(new URL(`../../${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] as string,
  );
};

/** The code blocks of one language in the README, in order. */
export const readmeBlocks = (language: string): Promise<readonly string[]> =>
  codeBlocks('README.md', language);

export interface CurlCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The curl calls of a shell block, with `$TOKEN` filled in: as a shell reads '…', "…" and bare words. */
export const curlCalls = (block: string, token: string): readonly CurlCall[] =>
  block
    .split(/^curl /m)
    .slice(1)
    .map((call) => {
      const words = [...call.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
        ([, single, double, bare]) => single ?? (double ?? bare ?? '').replace('$TOKEN', token),
      );
      const after = (flag: string): string[] =>
        words.flatMap((word, at) => (words[at - 1] === flag ? [word] : []));
      const headers = after('-H').map((header) => header.split(/: (.*)/s).slice(0, 2) as [string, string]);
      return {
        path: (words[0] as string).replace(/^localhost:8000/, ''),
        headers: Object.fromEntries(headers),
        body: after('-d')[0] ?? '',
      };
    });
