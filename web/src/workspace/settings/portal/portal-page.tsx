import type { PracticeFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { Field } from '../../../ui/field.tsx';
import { useStaff } from '../../session/staff-context.ts';
import form from '../../ui/form.module.css';
import panel from '../../ui/panel.module.css';
import { SelectField } from '../../ui/select-field.tsx';
import { type PracticeFields, PracticeForm } from '../practice/practice-form.tsx';
import { lifetimeChoices, portalNames } from '../practice/practice-values.ts';
import { ReadOnlySettings, WithPractice } from '../practice/with-practice.tsx';
import { SharePortal } from './share-portal.tsx';

const title = 'Portal';

/** The portal's address, how long links live, and what the practice gives to its clients. */
export function PortalPage() {
  const { may } = useStaff();
  return (
    <WithPractice>
      {(saved) => (
        <>
          {may('PRACTICE_WRITE') ? (
            <PracticeForm title={title} names={portalNames} {...saved}>
              {(fields) => <PortalFields practice={saved.practice} {...fields} />}
            </PracticeForm>
          ) : (
            <ReadOnlySettings practice={saved.practice} names={portalNames} title={title} />
          )}
          <SharePortal practice={saved.practice} />
        </>
      )}
    </WithPractice>
  );
}

type PortalFieldsProps = PracticeFields<(typeof portalNames)[number]> & { readonly practice: PracticeFieldsFragment };

function PortalFields({ practice, values, saved, error, input }: PortalFieldsProps) {
  const start = practice.portalUrl.slice(0, -practice.slug.length);
  return (
    <fieldset className={panel.panel}>
      <legend className={panel.title}>How clients reach you</legend>
      <div className={form.fields}>
        <div className={form.wide}>
          <p className="wrap-anywhere">
            {start}
            <strong>{values.slug}</strong>
          </p>
          <Field
            {...input('slug')}
            error={error('slug')}
            autoCapitalize="none"
            spellCheck={false}
            hint={
              values.slug === saved.slug
                ? 'The last part of the address that your clients bookmark.'
                : `The old address, ${practice.portalUrl}, keeps working and leads to the new one.`
            }
          />
          <Field
            {...input('mailName')}
            error={error('mailName')}
            hint="The sender that clients see in their inbox. Mails name no one else."
            required
          />
        </div>
        <SelectField {...input('linkLifetimeMinutes')} choices={lifetimeChoices(saved.linkLifetimeMinutes)} />
        <SelectField {...input('pinLifetimeMinutes')} choices={lifetimeChoices(saved.pinLifetimeMinutes)} />
      </div>
    </fieldset>
  );
}
