/** A small graph with every feature of the cost specification, its directives brought in under other names. */
export const menagerieSdl = /* GraphQL */ `
  schema
    @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/cost/v0.1", as: "care", import: [{ name: "@cost", as: "@price" }])
  {
    query: Query
    mutation: Mutation
    subscription: Subscription
  }
  directive @price(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @care__listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
  scalar link__Import
  enum link__Purpose { SECURITY EXECUTION }

  enum Mood @price(weight: 2) { CALM CROSS }
  scalar Blob @price(weight: 3)
  input Wish {
    size: Int @price(weight: 1)
    mood: Mood
    refund: Int @price(weight: -4)
    inner: Wish
    more: [Wish!] @price(weight: 2)
  }
  input Plain { a: Int, b: [Int!] }

  interface Being {
    id: ID!
    kin(first: Int = 2): [Being!] @care__listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    friends(first: Int, last: Int = 3): Friends
    home: Place
  }
  type Cat implements Being @price(weight: 4) {
    id: ID!
    kin(first: Int = 2): [Being!] @price(weight: 3)
    friends(first: Int, last: Int = 3): Friends @care__listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)
    home: Place
    moods: [[Mood!]!]
  }
  type Dog implements Being {
    id: ID!
    kin(first: Int = 2): [Being!] @care__listSize(assumedSize: 6, slicingArguments: ["first"], requireOneSlicingArgument: false)
    friends(first: Int, last: Int = 3): Friends @price(weight: 7) @care__listSize(assumedSize: 4, sizedFields: ["edges"])
    home: Place
    photo: Blob
  }
  type Stone @price(weight: 0) {
    weightKg: Float @price(weight: 1)
    near(wish: Wish @price(weight: 2), mood: Mood, plain: Plain @price(weight: -3), far: Int @price(weight: -9)): Stone @price(weight: 5)
  }
  union Place = Cat | Stone
  type Friends {
    nodes: [Being!]!
    edges: [Edge!]!
    grid: [[Edge]]
    total: Int! @price(weight: 1)
  }
  type Edge { node: Being!, cursor: String }

  type Query {
    being(id: ID): Being
    cats(wish: Wish, first: Int): [Cat!] @care__listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    stones: [Stone] @care__listSize(assumedSize: 12)
    places: [Place!]!
    friends(first: Int = 4, last: Int): Friends @care__listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    exactly(first: Int, last: Int): [Dog] @care__listSize(slicingArguments: ["first", "last"])
  }
  type Mutation {
    feed(wish: Wish!): Cat
    stroke: Boolean
    carve: Stone @price(weight: 1)
  }
  type Subscription { met: Being }
`;
