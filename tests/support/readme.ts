import { readFile } from 'node:fs/promises';

/** The code blocks of one language in a page of this repository, in order; those of none for ''. */
export const codeBlocks = async (page: string, language: string): Promise<readonly string[]> => {
  const text = await readFile(new URL(`../../${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] as string);
};

/** The code blocks of one language in the README, in order. */
export const readmeBlocks = (language: string): Promise<readonly string[]> =>
  codeBlocks('README.md', language);
