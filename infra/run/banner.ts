import { explores } from '@aqmrg/platform/config/posture.ts';
import type { Config } from '@aqmrg/platform/config/schema.ts';
import type { Platform } from './platform.ts';

/** As a GraphQL document has it. */
const quoted = (text: string): string => JSON.stringify(text);

/** How the first Admin is made. What is to be filled in would be refused as it stands. */
const howToGetIn = ({ addresses, setupToken }: Platform, config: Config): readonly string[] => {
  if (setupToken === undefined) return [];
  const home = addresses.get('gateway') ?? config.PUBLIC_URL;
  const where = explores(config) ? `Paste this at ${home}/graphiql` : `Send this to ${home}/graphql`;
  // what a production prints is collected and read by many
  const isShown = !setupToken.isGiven && config.NODE_ENV !== 'production';
  const place = setupToken.isGiven ? 'SETUP_TOKEN, as it was set' : `kept in ${config.DATA_DIR}/setup-token`;
  return [
    '',
    `  Nobody is Admin yet. ${where}, with your own address, name and password:`,
    '',
    '    mutation {',
    `      setUp(input: { token: ${isShown ? quoted(setupToken.secret) : '"…"'}, email: "…", name: "…", password: "…" }) {`,
    '        ... on SignedIn { accessToken }',
    '        ... on InvalidInput { field message }',
    '        ... on Refused { message }',
    '      }',
    '    }',
    '',
    `  The token (${place}) is void from then on. What comes next: docs/how-to/get-in.md`,
  ];
};

/** What a start says to whoever sits before it. The log does not get it. */
export const banner = (platform: Platform, config: Config): string => {
  const { addresses } = platform;
  const home = addresses.get('gateway');
  const lines = [...addresses].map(([name, address]) => `  ${name.padEnd(10)} ${address}`);
  if (home && explores(config))
    lines.push(`  explore    ${home}/sandbox  (without internet: ${home}/graphiql)`);
  if (home && config.PROFILE === 'embedded') lines.push(`  data       ${config.DATA_DIR}`);
  return `\nAQMRG Air Graph is up.\n${[...lines, ...howToGetIn(platform, config)].join('\n')}\n`;
};
