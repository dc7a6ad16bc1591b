/** Who the holder of an access is to the client. */
export type Relationship = 'self' | 'parent' | 'guardian' | 'partner';
