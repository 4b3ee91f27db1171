import { alerts } from '@aqmrg/alerts';
import { auth } from '@aqmrg/auth';
import { correlations } from '@aqmrg/correlations';
import { exports } from '@aqmrg/exports';
import { forecasts } from '@aqmrg/forecasts';
import type { SubgraphDefinition } from '@aqmrg/platform/subgraph/define.ts';
import { readings } from '@aqmrg/readings';
import { sensors } from '@aqmrg/sensors';

/** Every room of the house. */
export const rooms: readonly SubgraphDefinition[] = [
  auth,
  sensors,
  readings,
  forecasts,
  correlations,
  alerts,
  exports,
];
