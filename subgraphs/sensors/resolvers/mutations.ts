import type { Changed, Invalid, Missing, Registered, Taken } from '../actions/outcome.ts';
import type { Registrar } from '../actions/tell-assignments.ts';
import type { SensorsContext } from '../context.ts';
import type { AlreadyRegistered, InvalidInput, MutationResolvers, NotRegistered } from './types.generated.ts';

const invalid = ({ field, message }: Invalid): InvalidInput => ({
  __typename: 'InvalidInput',
  field,
  message,
});
const notRegistered = ({ id, message }: Missing): NotRegistered => ({
  __typename: 'NotRegistered',
  id,
  message,
});
const already = ({ id, message }: Taken): AlreadyRegistered => ({
  __typename: 'AlreadyRegistered',
  id,
  message,
});

/** Networks and sites stand on nothing, so nothing can be missing under them. */
const placePayload = <T, S>(outcome: Registered<T> | undefined, success: (value: T) => S) => {
  switch (outcome?.kind) {
    case 'done':
      return success(outcome.value);
    case 'invalid':
      return invalid(outcome);
    case 'taken':
      return already(outcome);
    default:
      throw new Error(`Registering ended in ${outcome?.kind}.`);
  }
};

const changePayload = <T, S>(outcome: Changed<T>, success: (value: T) => S) => {
  switch (outcome.kind) {
    case 'done':
      return success(outcome.value);
    case 'invalid':
      return invalid(outcome);
    case 'missing':
      return notRegistered(outcome);
    default:
      throw outcome satisfies never;
  }
};

/** Who asks, and from where, as it is written down. */
const registrarOf = ({ caller, from }: SensorsContext): Registrar => ({ id: caller.id, from });

export const mutations: MutationResolvers = {
  async registerNetwork(_root, { input }, context) {
    const { networks } = await context.register({ networks: [input] }, registrarOf(context));
    return placePayload(networks[0], (network) => ({ __typename: 'RegisteredNetwork' as const, network }));
  },

  async assignNetwork(_root, { input }, context) {
    return changePayload(await context.assignNetwork(input, registrarOf(context)), (network) => ({
      __typename: 'AssignedNetwork' as const,
      network,
    }));
  },

  async registerSite(_root, { input }, context) {
    const { sites } = await context.register({ sites: [input] }, registrarOf(context));
    return placePayload(sites[0], (site) => ({ __typename: 'RegisteredSite' as const, site }));
  },

  async registerSensor(_root, { input }, context) {
    const [outcome] = (await context.register({ sensors: [input] }, registrarOf(context))).sensors;
    return outcome?.kind === 'missing'
      ? notRegistered(outcome)
      : placePayload(outcome, (sensor) => ({ __typename: 'RegisteredSensor' as const, sensor }));
  },

  async updateSensor(_root, { input }, { changes }) {
    return changePayload(await changes.update(input), (sensor) => ({
      __typename: 'UpdatedSensor' as const,
      sensor,
    }));
  },

  async retireSensor(_root, { input }, { changes }) {
    return changePayload(await changes.retire(input), (sensor) => ({
      __typename: 'RetiredSensor' as const,
      sensor,
    }));
  },
};
