/** What resolvers of receivers stand on. */
export type ReceiversGround = object;
