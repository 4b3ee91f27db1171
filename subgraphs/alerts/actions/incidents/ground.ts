/** What resolvers of incidents stand on. */
export type IncidentsGround = object;
