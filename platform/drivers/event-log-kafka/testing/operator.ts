import { Admin, ConfigResourceTypes, IncrementalAlterConfigOperationTypes } from '@platformatic/kafka';
import { onTestFinished } from 'vitest';
import { brokers } from './fresh-log.ts';

/** What an operator of the cluster does; for this driver's tests. */
export const openOperator = () => {
  const admin = new Admin({ clientId: 'operator', bootstrapBrokers: brokers });
  onTestFinished(() => admin.close());
  return {
    configure: (topic: string, configs: Readonly<Record<string, string>>): Promise<void> =>
      admin.incrementalAlterConfigs({
        resources: [
          {
            resourceType: ConfigResourceTypes.TOPIC,
            resourceName: topic,
            configs: Object.entries(configs).map(([name, value]) => ({
              name,
              value,
              configOperation: IncrementalAlterConfigOperationTypes.SET,
            })),
          },
        ],
      }),
    async configOf(topic: string, name: string): Promise<string | null | undefined> {
      const [found] = await admin.describeConfigs({
        resources: [
          { resourceType: ConfigResourceTypes.TOPIC, resourceName: topic, configurationKeys: [name] },
        ],
      });
      return found?.configs[0]?.value;
    },
    /** As retention does when its time has come. */
    drop: (topic: string, partition: number, before: number): Promise<unknown> =>
      admin.deleteRecords({ topics: [{ name: topic, partitions: [{ partition, offset: BigInt(before) }] }] }),
    remove: (topic: string): Promise<unknown> => admin.deleteTopics({ topics: [topic] }),
  };
};
