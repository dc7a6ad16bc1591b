/** Whether the address on file is shown to be right: somebody has signed in with it, and mail to it does not come back. */
export const addressHasWorked = (access: { readonly lastSignIn: object | null; readonly bounce: object | null }) =>
  access.lastSignIn !== null && access.bounce === null;
