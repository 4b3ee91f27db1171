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
