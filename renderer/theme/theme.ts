import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { mix } from './contrast.ts';
import { DARK, LIGHT, type Tokens } from './tokens.ts';

type Sort = 'broken' | 'unsure' | 'holds' | 'exception' | 'regressed';

/** Ten steps from the pale ground to near black; step 4 is the dark scheme's solid token, step 6 the light one's. */
function ramp(ground: string, dark: string, light: string): MantineColorsTuple {
  const pale = [0, 0.25, 0.5, 0.75].map((share) => mix(ground, dark, share)) as [string, string, string, string];
  const deep = [0.15, 0.3, 0.45].map((share) => mix(light, '#000000', share)) as [string, string, string];
  return [...pale, dark, mix(dark, light, 0.5), light, ...deep];
}

const sortRamp = (sort: Sort) => ramp(LIGHT[`${sort}-bg`], DARK[`${sort}-solid`], LIGHT[`${sort}-solid`]);

const SANS = "'Inter Variable', system-ui, sans-serif";
/** Fades in, and is gone at once: keys pressed while it faded out would be lost to what was open. */
const QUICK = { duration: 120, exitDuration: 0, timingFunction: 'ease-out' };

/** Heights of controls in px; the header uses sm. */
const CONTROL_HEIGHT: Record<string, string> = { xs: '26px', sm: '30px', md: '34px' };
const CONTROL_PADDING: Record<string, string> = { xs: '9px', sm: '12px', md: '14px' };

/** Mantine's own greys, from which its inputs and switches are made: step 4 is their border. */
const GREYS: MantineColorsTuple = [
  LIGHT.hover,
  LIGHT.sunken,
  LIGHT.line,
  LIGHT.line,
  LIGHT['line-strong'],
  LIGHT['line-strong'],
  LIGHT.t3,
  LIGHT.t2,
  LIGHT.t2,
  LIGHT.t1,
];
/** The same in the dark scheme: from text (0) over borders (4) to grounds (6 to 9). */
const DARKS: MantineColorsTuple = [
  DARK.t1,
  DARK.t2,
  DARK.t3,
  DARK['line-strong'],
  DARK['line-strong'],
  DARK.line,
  DARK.surface,
  DARK.surface,
  DARK.bg,
  DARK.bg,
];

export const theme = createTheme({
  fontFamily: SANS,
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  headings: { fontFamily: SANS, fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.8125rem', lg: '0.9375rem', xl: '1.125rem' },
  lineHeights: { xs: '1.34', sm: '1.39', md: '1.39', lg: '1.4', xl: '1.34' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  defaultRadius: 6,
  autoContrast: true,
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  cursorType: 'pointer',
  respectReducedMotion: true,
  colors: {
    gray: GREYS,
    dark: DARKS,
    accent: ramp(LIGHT['accent-soft'], DARK['accent-solid'], LIGHT['accent-solid']),
    broken: sortRamp('broken'),
    unsure: sortRamp('unsure'),
    holds: sortRamp('holds'),
    exception: sortRamp('exception'),
    regressed: sortRamp('regressed'),
  },
  components: {
    Button: {
      defaultProps: { size: 'sm', variant: 'default', fw: 500 },
      vars: (_theme: unknown, props: { size?: string | number }) => ({
        root: {
          '--button-height': CONTROL_HEIGHT[String(props.size)],
          '--button-padding-x': CONTROL_PADDING[String(props.size)],
          '--button-fz': '0.8125rem',
        },
      }),
    },
    Input: {
      vars: () => ({
        wrapper: {
          '--input-height': '32px',
          '--input-size': '32px',
          '--input-fz': '0.8125rem',
          '--input-padding': '10px',
        },
      }),
    },
    InputWrapper: {
      vars: () => ({ label: {}, error: {}, description: { '--input-description-size': '0.75rem' } }),
      defaultProps: { labelProps: { mb: 4 }, descriptionProps: { mb: 6 } },
    },
    ActionIcon: { defaultProps: { variant: 'default', size: 30 } },
    Menu: {
      defaultProps: {
        transitionProps: QUICK,
        radius: 10,
        shadow: 'none',
        alignItemsLabels: 'all',
        // Within the landmark of its button, and with no element that may have the focus but be no item of a menu.
        withinPortal: false,
        withInitialFocusPlaceholder: false,
      },
    },
    Modal: {
      // There at once: a key pressed right after it is opened would be lost otherwise.
      defaultProps: { transitionProps: { duration: 0 }, radius: 10, overlayProps: { backgroundOpacity: 0.35 } },
      styles: {
        // A shadow alone parts it from nothing on a dark ground.
        content: { border: '1px solid var(--ea-line)' },
        title: { fontSize: '0.9375rem', fontWeight: 600 },
      },
    },
    SegmentedControl: { defaultProps: { withItemsBorders: false }, styles: { label: { paddingInline: '10px' } } },
    Popover: { defaultProps: { transitionProps: QUICK, radius: 10 } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: QUICK } },
  },
});

function named(tokens: Tokens): Record<string, string> {
  return Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--ea-${name}`, value]));
}

/** The tokens, and Mantine's own semantic colours set to them, so that its components wear tokens too. */
function schemeVariables(tokens: Tokens): Record<string, string> {
  return {
    ...named(tokens),
    '--mantine-color-body': tokens.surface,
    '--mantine-color-text': tokens.t1,
    '--mantine-color-dimmed': tokens.t3,
    '--mantine-color-placeholder': tokens.t3,
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-error': tokens.broken,
    '--mantine-color-default': tokens.surface,
    '--mantine-color-default-hover': tokens.hover,
    '--mantine-color-default-color': tokens.t1,
    '--mantine-color-default-border': tokens.line,
    '--mantine-color-disabled': tokens.sunken,
    '--mantine-color-disabled-color': tokens.t3,
    '--mantine-color-disabled-border': tokens.line,
  };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...schemeVariables(LIGHT), '--ea-shadow': '0 8px 24px rgb(21 26 34 / 14%)' },
  dark: { ...schemeVariables(DARK), '--ea-shadow': '0 8px 24px rgb(0 0 0 / 50%)' },
});
