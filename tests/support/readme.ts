import { readFile } from 'node:fs/promises';

/** The code blocks of one language in the README, in order. */
export const readmeBlocks = async (language: string): Promise<readonly string[]> => {
  const text = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] as string,
  );
};
