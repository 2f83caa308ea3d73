import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { passwordStrength } from '../checks.js';
import classes from './PasswordField.module.css';

/** A password that can be looked at. */
export function PasswordField(props: PasswordInputProps) {
  return (
    <PasswordInput
      label="Password"
      autoComplete="current-password"
      visibilityToggleFocusable
      visibilityToggleIcon={Eye}
      visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
      {...props}
    />
  );
}

/** What the button that shows a secret shows of itself. */
export function Eye({ reveal }: { reveal: boolean }) {
  const Icon = reveal ? IconEyeOff : IconEye;
  return <Icon size={18} stroke={1.6} aria-hidden />;
}

/** A password being chosen, with its length shown as it grows. */
export function NewPasswordField({ onChange, ...props }: PasswordInputProps) {
  const [value, setValue] = useState('');
  const { share, level, words } = passwordStrength(value);
  return (
    <PasswordField
      autoComplete="new-password"
      {...props}
      onChange={event => {
        setValue(event.currentTarget.value);
        onChange?.(event);
      }}
      description={
        <span className={classes.strength} data-level={level}>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.fill} style={{ width: `${share * 100}%` }} />
          </span>
          {!props.error && <span>{words}</span>}
        </span>
      }
      descriptionProps={{ component: 'div' }}
    />
  );
}
