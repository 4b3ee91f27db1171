import { z } from 'zod';
import { file } from './parts.ts';

/** How files of readings are made, and given out. */
export const exportSettings = {
  EXPORTS_SECRET: z
    .string()
    .min(32, { error: 'at least 32 characters: openssl rand -base64 48 makes one' })
    .optional()
    .describe(
      'Signs the addresses of files that were exported; the same for all processes of exports. Made and kept in DATA_DIR where it is not set.',
    ),
  EXPORTS_SECRET_FILE: file('EXPORTS_SECRET'),
};
