/** The one door to Mantine: what is used of it, with its styles. Only what opens later may come through here. */
import "@mantine/core/styles.layer.css";

export {
  FileButton,
  Group,
  Menu,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  type SelectProps,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  useMantineColorScheme,
} from "@mantine/core";
export { Drawer, Modal } from "./Layered.tsx";
