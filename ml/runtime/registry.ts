import { type Quantity, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { z } from 'zod';
import { type ModelRef, type Stage, stages } from './types.ts';

const reference = z
  .string()
  .regex(/^[\w][\w.-]*@[\w][\w.-]*$/)
  .transform((text): ModelRef => {
    const [id = '', version = ''] = text.split('@');
    return { id, version };
  });

const references = z.array(reference).default([]);
const shape = z.object({
  version: z.literal(1),
  models: z.partialRecord(
    z.enum(quantities),
    z.object({ production: references, replay: references, shadow: references }),
  ),
});

/** A model in a stage of a quantity. */
export interface Registered extends ModelRef {
  readonly quantity: Quantity;
  readonly stage: Stage;
}

export const nameOf = ({ id, version }: ModelRef): string => `${id}@${version}`;

/** In the order of the file, which is the order in which models of one kind are tried. Throws where it is no registry. */
export const parseRegistry = (text: string): readonly Registered[] =>
  Object.entries(shape.parse(JSON.parse(text)).models).flatMap(([quantity, byStage]) =>
    stages.flatMap((stage) =>
      byStage[stage].map((model) => ({ ...model, quantity: quantity as Quantity, stage })),
    ),
  );
