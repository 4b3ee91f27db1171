import { settings } from './schema.ts';

const defaultText = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',');
  if (typeof value === 'object' && value !== null && 'kind' in value) return String(value.kind);
  return String(value);
};

/** What `npm start -- --help` prints: every setting, its meaning and its default. */
export const helpText = (): string => {
  const width = Math.max(...Object.keys(settings.shape).map(({ length }) => length)) + 2;
  const lines = Object.entries(settings.shape).map(([name, setting]) => {
    const fallback = setting.safeParse(undefined);
    const shown = fallback.success && fallback.data !== undefined ? ` [${defaultText(fallback.data)}]` : '';
    return `  ${name.padEnd(width)}${setting.description ?? ''}${shown}`;
  });
  return [
    'AQMRG Air Graph: air quality as one GraphQL graph.',
    '',
    'Usage: npm start            everything in this process, on http://localhost:8000',
    '       npm start -- --help  this text',
    '',
    'Settings, from the environment or a file .env in this folder:',
    '',
    ...lines,
    '',
  ].join('\n');
};
