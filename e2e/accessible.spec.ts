import { expect, test } from './support/test.ts';
import { visitPortalPages, visitPracticePages, visitStaffSignInPages, visitWorkspacePages } from './support/pages.ts';
import { expectNoHorizontalScroll } from './support/portal.ts';

// Colors are to be there at once, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.setTimeout(180_000);

test(
  'every page of the portal is accessible, and as wide as the screen',
  { tag: '@phone' },
  async ({ page, staff, mailbox, expectAccessible }) => {
    await visitPortalPages(page, { staff, mailbox }, async () => {
      await expectAccessible(page);
      await expectNoHorizontalScroll(page);
    });
    await page.goto('/mailbox');
    await expect(page.getByRole('heading', { name: 'Mailbox' })).toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
  },
);

test(
  'every page of the workspace is accessible, and as wide as the screen',
  { tag: '@desktop' },
  async ({ page, openWorkspace, staff, expectAccessible }) => {
    const workspace = await openWorkspace('owner', {});
    await visitWorkspacePages(workspace, { staff }, async () => {
      await expectAccessible(workspace);
      await expectNoHorizontalScroll(workspace);
    });
    await visitStaffSignInPages(page, async () => {
      await expectAccessible(page);
      await expectNoHorizontalScroll(page);
    });
  },
);

test(
  'so is every page and dialog about the whole practice',
  { tag: '@slow' },
  async ({ openWorkspace, expectAccessible }) => {
    const workspace = await openWorkspace('owner', {});
    await visitPracticePages(workspace, async () => {
      await expectAccessible(workspace);
      await expectNoHorizontalScroll(workspace);
    });
  },
);
