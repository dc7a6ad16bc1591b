import { Field } from '../../../ui/field.tsx';
import { useStaff } from '../../session/staff-context.ts';
import form from '../../ui/form.module.css';
import panel from '../../ui/panel.module.css';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { PracticeForm } from './practice-form.tsx';
import { detailNames } from './practice-values.ts';
import { TimeZoneField } from './time-zone-field.tsx';
import { ReadOnlySettings, WithPractice } from './with-practice.tsx';

const title = 'Practice Details';

/** What clients see of the practice: its name, its phone number, where it is. */
export function PracticeDetailsPage() {
  const { may } = useStaff();
  return (
    <WithPractice>
      {(saved) =>
        may('PRACTICE_WRITE') ? (
          <PracticeForm title={title} names={detailNames} {...saved}>
            {({ values, change, error, input }) => (
              <fieldset className={panel.panel}>
                <legend className={panel.title}>What clients see</legend>
                <div className={form.fields}>
                  <Field {...input('name')} error={error('name')} hint="The largest words on your portal." required />
                  <Field
                    {...input('phone')}
                    error={error('phone')}
                    type="tel"
                    hint="Clients call it when the mail does not come."
                  />
                  <TimeZoneField
                    value={values.timeZone}
                    onChange={(timeZone) => change('timeZone', timeZone)}
                    error={error('timeZone')}
                  />
                  <TextAreaField {...input('address')} error={error('address')} />
                </div>
              </fieldset>
            )}
          </PracticeForm>
        ) : (
          <ReadOnlySettings practice={saved.practice} names={detailNames} title={title} />
        )
      }
    </WithPractice>
  );
}
