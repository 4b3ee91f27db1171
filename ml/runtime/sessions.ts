import type { InferenceSession } from 'onnxruntime-node';

/** 7 quantiles and the mean. */
export const outputsOfHead = 8;

/** A head's ONNX model, loaded and warm. */
export interface Session {
  /** `rows` in row order, one row a sensor; answers 8 values a row. */
  run(rows: Float32Array, count: number): Promise<Float32Array>;
  release(): Promise<void>;
}

/** Models are small and forecasts come in batches: a second thread halves the throughput of two cores. */
const options: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
};

/**
 * Opens an ONNX model from its bytes and runs it once. Rejects where it is none, or does not make 8 numbers out of
 * `columns`. The library is loaded with the first one: a machine that has none for its platform is left with the baselines.
 */
export const openSession = async (bytes: Uint8Array, columns: number): Promise<Session> => {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(bytes, options);
  const [input, output] = [session.inputNames[0], session.outputNames[0]];

  const run = async (rows: Float32Array, count: number): Promise<Float32Array> => {
    if (input === undefined || output === undefined) throw new Error('no input or no output');
    const answer = await session.run({ [input]: new Tensor('float32', rows, [count, columns]) }, [output]);
    const data = answer[output]?.data;
    if (!(data instanceof Float32Array) || data.length !== count * outputsOfHead)
      throw new Error(`not ${outputsOfHead} float32 values a row`);
    return data;
  };
  try {
    await run(new Float32Array(columns).fill(Number.NaN), 1);
  } catch (error) {
    await session.release();
    throw error;
  }
  return { run, release: () => session.release() };
};
