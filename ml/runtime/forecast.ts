import { type BaselineKind, baselineOf } from './baselines.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import { placeOf } from './distance.ts';
import { whyNot } from './ladder.ts';
import { localClocks } from './local-clock.ts';
import { predict } from './predict.ts';
import { nameOf } from './registry.ts';
import type {
  Fallback,
  FallbackReason,
  ForecastRequest,
  HourlyInput,
  ModelKind,
  ModelRef,
  ModelsLog,
  Refused,
  Served,
} from './types.ts';

/** A sensor on its way down the ladder. */
interface Climber {
  readonly input: HourlyInput;
  readonly fallbacks: Fallback[];
  served: Served | undefined;
}

type Answer = Pick<Served, 'heads' | 'trainedTo'>;

/** A rung answers for each input: what it serves, or why it does not. */
interface Rung {
  readonly kind: ModelKind;
  readonly model: ModelRef | null;
  serve(inputs: readonly HourlyInput[]): Promise<readonly (Answer | FallbackReason)[]>;
}

/** A rung that serves nobody. */
const closedRung = (kind: ModelKind, model: ModelRef | null, reason: FallbackReason): Rung => ({
  kind,
  model,
  serve: async (inputs) => inputs.map(() => reason),
});

/** A model that cannot be read does not say its kind: its name does. */
const kindOf = ({ id, manifest }: Entry): 'FULL' | 'PM_ONLY' =>
  manifest?.kind ?? (id.endsWith('-full') ? 'FULL' : 'PM_ONLY');

const modelRung = (entry: Entry, clockOf: ReturnType<typeof localClocks>, log: ModelsLog): Rung => {
  const { id, version, state } = entry;
  const kind = kindOf(entry);
  if (state.kind === 'broken') return closedRung(kind, { id, version }, state.problem.reason);
  const { model } = state;
  const trainedTo = Date.parse(model.manifest.trainedTo);
  const serve: Rung['serve'] = async (inputs) => {
    const reasons = inputs.map((input) => whyNot(model.manifest, input));
    const able = inputs.filter((_, n) => reasons[n] === null);
    try {
      const predictions = await predict(model, able, clockOf);
      let next = 0;
      return reasons.map((reason) => {
        if (reason !== null) return reason;
        const heads = predictions[next++];
        return heads ? { heads, trainedTo } : 'INPUTS_MISSING';
      });
    } catch (error) {
      log.error({ err: error, model: nameOf(entry) }, 'model failed, its sensors fall back');
      return reasons.map((reason) => reason ?? 'MODEL_CORRUPT');
    }
  };
  return { kind, model: model.ref, serve };
};

const baselineRung = (kind: BaselineKind, { bands }: Catalogue, { quantity }: ForecastRequest): Rung => {
  if (bands.kind === 'broken') return closedRung(kind, null, bands.problem.reason);
  const of = bands.of(quantity);
  if (of === undefined) return closedRung(kind, null, 'NO_MODEL_FOR_QUANTITY');
  return {
    kind,
    model: null,
    serve: async (inputs) =>
      inputs.map((input) =>
        baselineOf(kind, of, { target: input.series.target ?? new Float64Array(0), place: placeOf(input) }),
      ),
  };
};

const rungsOf = (
  catalogue: Catalogue,
  entries: readonly Entry[],
  request: ForecastRequest,
  log: ModelsLog,
): readonly Rung[] => {
  const clockOf = localClocks(request.origin);
  const none = catalogue.problem?.reason ?? 'NO_MODEL_FOR_QUANTITY';
  const models = (['FULL', 'PM_ONLY'] as const).flatMap((kind) => {
    const known = entries.filter((entry) => kindOf(entry) === kind);
    return known.length === 0
      ? [closedRung(kind, null, none)]
      : known.map((entry) => modelRung(entry, clockOf, log));
  });
  return [
    ...models,
    baselineRung('CLIMATOLOGY', catalogue, request),
    baselineRung('PERSISTENCE', catalogue, request),
  ];
};

/** Takes every sensor that nobody has served yet to this rung. */
const take = async ({ kind, model, serve }: Rung, climbers: readonly Climber[]): Promise<void> => {
  const waiting = climbers.filter(({ served }) => served === undefined);
  const answers = await serve(waiting.map(({ input }) => input));
  for (const [n, climber] of waiting.entries()) {
    const answer = answers[n] as Answer | FallbackReason;
    if (typeof answer === 'string') climber.fallbacks.push({ kind, model, reason: answer });
    else {
      const { input, fallbacks } = climber;
      climber.served = { sensorId: input.sensorId, kind, model, fallbacks, ...answer };
    }
  }
};

const isInfinite = (value: number): boolean => value === Infinity || value === -Infinity;

/** Infinities are no measurements: they count as missing. */
const withoutInfinities = (input: HourlyInput): HourlyInput => {
  const entries = Object.entries(input.series);
  if (!entries.some(([, x]) => x?.some(isInfinite))) return input;
  const clean = entries.map(([name, x]) => [name, x?.map((v) => (isInfinite(v) ? Number.NaN : v))]);
  return { ...input, series: Object.fromEntries(clean) };
};

/** Forecasts all sensors of a request with the models of one catalogue, which are held until the last of them is done. */
export const forecastAll = async (
  catalogue: Catalogue,
  request: ForecastRequest,
  log: ModelsLog,
): Promise<readonly (Served | Refused)[]> => {
  const entries = catalogue.entries.filter(
    ({ quantity, stage }) => quantity === request.quantity && stage === request.stage,
  );
  const held = entries.flatMap(({ state }) => (state.kind === 'ready' ? [state.model.hold()] : []));
  try {
    const climbers = request.inputs.map(
      (input): Climber => ({
        input: withoutInfinities(input),
        fallbacks: [],
        served: undefined,
      }),
    );
    for (const rung of rungsOf(catalogue, entries, request, log)) await take(rung, climbers);
    return climbers.map(
      ({ input, fallbacks, served }) => served ?? { sensorId: input.sensorId, kind: null, fallbacks },
    );
  } finally {
    for (const letGo of held) letGo();
  }
};
