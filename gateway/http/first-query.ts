/** What the pages ask first: across sensors and readings, and worth looking at. */
export const firstQuery = `# Sensors from one subgraph, their air from another, in one query.
query NewestAir {
  sensors(filter: { kind: REFERENCE, status: ONLINE }, first: 20) {
    totalCount
    nodes {
      id
      name
      latest(quantities: [PM25]) {
        value
        unit
        periodEnd
        quality
        provenance { source replay { originalPeriodStart } }
      }
      aqi {
        ... on AirQualityIndex { index category color }
        ... on AqiUnavailable { reason }
      }
    }
  }
}
`;
