/** The icons in use, each from its own module so that no build has to read the whole set. */

import Activity from "@tabler/icons-react/dist/esm/icons/IconActivity.mjs";
import AddressBook from "@tabler/icons-react/dist/esm/icons/IconAddressBook.mjs";
import AdjustmentsHorizontal from "@tabler/icons-react/dist/esm/icons/IconAdjustmentsHorizontal.mjs";
import AlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import ArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import ArrowDown from "@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs";
import ArrowMerge from "@tabler/icons-react/dist/esm/icons/IconArrowMerge.mjs";
import ArrowsSort from "@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs";
import ArrowUp from "@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs";
import Bell from "@tabler/icons-react/dist/esm/icons/IconBell.mjs";
import Bolt from "@tabler/icons-react/dist/esm/icons/IconBolt.mjs";
import Bookmark from "@tabler/icons-react/dist/esm/icons/IconBookmark.mjs";
import Briefcase from "@tabler/icons-react/dist/esm/icons/IconBriefcase.mjs";
import Building from "@tabler/icons-react/dist/esm/icons/IconBuilding.mjs";
import Calculator from "@tabler/icons-react/dist/esm/icons/IconCalculator.mjs";
import Calendar from "@tabler/icons-react/dist/esm/icons/IconCalendar.mjs";
import CalendarEvent from "@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs";
import ChartBar from "@tabler/icons-react/dist/esm/icons/IconChartBar.mjs";
import Check from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import Checkbox from "@tabler/icons-react/dist/esm/icons/IconCheckbox.mjs";
import Checklist from "@tabler/icons-react/dist/esm/icons/IconChecklist.mjs";
import Checks from "@tabler/icons-react/dist/esm/icons/IconChecks.mjs";
import ChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import ChevronLeft from "@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs";
import ChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import ChevronUp from "@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs";
import CircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import ClipboardText from "@tabler/icons-react/dist/esm/icons/IconClipboardText.mjs";
import Clock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import Columns3 from "@tabler/icons-react/dist/esm/icons/IconColumns3.mjs";
import Copy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import Database from "@tabler/icons-react/dist/esm/icons/IconDatabase.mjs";
import DeviceFloppy from "@tabler/icons-react/dist/esm/icons/IconDeviceFloppy.mjs";
import Dots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import DotsVertical from "@tabler/icons-react/dist/esm/icons/IconDotsVertical.mjs";
import Download from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import Edit from "@tabler/icons-react/dist/esm/icons/IconEdit.mjs";
import ExternalLink from "@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs";
import Eye from "@tabler/icons-react/dist/esm/icons/IconEye.mjs";
import EyeOff from "@tabler/icons-react/dist/esm/icons/IconEyeOff.mjs";
import File from "@tabler/icons-react/dist/esm/icons/IconFile.mjs";
import FileImport from "@tabler/icons-react/dist/esm/icons/IconFileImport.mjs";
import FileSpreadsheet from "@tabler/icons-react/dist/esm/icons/IconFileSpreadsheet.mjs";
import Filter from "@tabler/icons-react/dist/esm/icons/IconFilter.mjs";
import Flask from "@tabler/icons-react/dist/esm/icons/IconFlask.mjs";
import GripVertical from "@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs";
import Hash from "@tabler/icons-react/dist/esm/icons/IconHash.mjs";
import Headset from "@tabler/icons-react/dist/esm/icons/IconHeadset.mjs";
import Heart from "@tabler/icons-react/dist/esm/icons/IconHeart.mjs";
import Help from "@tabler/icons-react/dist/esm/icons/IconHelp.mjs";
import History from "@tabler/icons-react/dist/esm/icons/IconHistory.mjs";
import Home from "@tabler/icons-react/dist/esm/icons/IconHome.mjs";
import Key from "@tabler/icons-react/dist/esm/icons/IconKey.mjs";
import Language from "@tabler/icons-react/dist/esm/icons/IconLanguage.mjs";
import LayoutBoard from "@tabler/icons-react/dist/esm/icons/IconLayoutBoard.mjs";
import LayoutKanban from "@tabler/icons-react/dist/esm/icons/IconLayoutKanban.mjs";
import LayoutSidebarLeftCollapse from "@tabler/icons-react/dist/esm/icons/IconLayoutSidebarLeftCollapse.mjs";
import LayoutSidebarLeftExpand from "@tabler/icons-react/dist/esm/icons/IconLayoutSidebarLeftExpand.mjs";
import Link from "@tabler/icons-react/dist/esm/icons/IconLink.mjs";
import List from "@tabler/icons-react/dist/esm/icons/IconList.mjs";
import ListCheck from "@tabler/icons-react/dist/esm/icons/IconListCheck.mjs";
import ListDetails from "@tabler/icons-react/dist/esm/icons/IconListDetails.mjs";
import Lock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import Logout from "@tabler/icons-react/dist/esm/icons/IconLogout.mjs";
import Mail from "@tabler/icons-react/dist/esm/icons/IconMail.mjs";
import MapPin from "@tabler/icons-react/dist/esm/icons/IconMapPin.mjs";
import Message from "@tabler/icons-react/dist/esm/icons/IconMessage.mjs";
import MessageCircle from "@tabler/icons-react/dist/esm/icons/IconMessageCircle.mjs";
import Moon from "@tabler/icons-react/dist/esm/icons/IconMoon.mjs";
import Note from "@tabler/icons-react/dist/esm/icons/IconNote.mjs";
import Notes from "@tabler/icons-react/dist/esm/icons/IconNotes.mjs";
import Package from "@tabler/icons-react/dist/esm/icons/IconPackage.mjs";
import Paperclip from "@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs";
import Phone from "@tabler/icons-react/dist/esm/icons/IconPhone.mjs";
import Plus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import Point from "@tabler/icons-react/dist/esm/icons/IconPoint.mjs";
import Receipt from "@tabler/icons-react/dist/esm/icons/IconReceipt.mjs";
import Refresh from "@tabler/icons-react/dist/esm/icons/IconRefresh.mjs";
import Search from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import Settings from "@tabler/icons-react/dist/esm/icons/IconSettings.mjs";
import Shield from "@tabler/icons-react/dist/esm/icons/IconShield.mjs";
import ShieldLock from "@tabler/icons-react/dist/esm/icons/IconShieldLock.mjs";
import Sitemap from "@tabler/icons-react/dist/esm/icons/IconSitemap.mjs";
import Speakerphone from "@tabler/icons-react/dist/esm/icons/IconSpeakerphone.mjs";
import Star from "@tabler/icons-react/dist/esm/icons/IconStar.mjs";
import Sun from "@tabler/icons-react/dist/esm/icons/IconSun.mjs";
import Table from "@tabler/icons-react/dist/esm/icons/IconTable.mjs";
import Tag from "@tabler/icons-react/dist/esm/icons/IconTag.mjs";
import Tags from "@tabler/icons-react/dist/esm/icons/IconTags.mjs";
import Trash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import Upload from "@tabler/icons-react/dist/esm/icons/IconUpload.mjs";
import User from "@tabler/icons-react/dist/esm/icons/IconUser.mjs";
import UserCircle from "@tabler/icons-react/dist/esm/icons/IconUserCircle.mjs";
import UserPlus from "@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs";
import Users from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import UsersGroup from "@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs";
import World from "@tabler/icons-react/dist/esm/icons/IconWorld.mjs";
import X from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import type { ComponentType, SVGProps } from "react";

export type IconType = ComponentType<
  Omit<SVGProps<SVGSVGElement>, "stroke"> & { size?: number | string; stroke?: number | string }
>;

const ICONS: Record<string, IconType> = {
  bookmark: Bookmark,
  shield: Shield,
  checkbox: Checkbox,
  activity: Activity,
  "address-book": AddressBook,
  "adjustments-horizontal": AdjustmentsHorizontal,
  "alert-triangle": AlertTriangle,
  "arrow-back-up": ArrowBackUp,
  "arrow-down": ArrowDown,
  "arrow-merge": ArrowMerge,
  "arrow-up": ArrowUp,
  "arrows-sort": ArrowsSort,
  bell: Bell,
  bolt: Bolt,
  briefcase: Briefcase,
  building: Building,
  calculator: Calculator,
  calendar: Calendar,
  "calendar-event": CalendarEvent,
  "chart-bar": ChartBar,
  check: Check,
  checklist: Checklist,
  checks: Checks,
  "chevron-down": ChevronDown,
  "chevron-left": ChevronLeft,
  "chevron-right": ChevronRight,
  "chevron-up": ChevronUp,
  "circle-check": CircleCheck,
  "clipboard-text": ClipboardText,
  clock: Clock,
  "columns-3": Columns3,
  copy: Copy,
  database: Database,
  "device-floppy": DeviceFloppy,
  dots: Dots,
  "dots-vertical": DotsVertical,
  download: Download,
  edit: Edit,
  "external-link": ExternalLink,
  eye: Eye,
  "eye-off": EyeOff,
  file: File,
  "file-import": FileImport,
  "file-spreadsheet": FileSpreadsheet,
  filter: Filter,
  flask: Flask,
  "grip-vertical": GripVertical,
  hash: Hash,
  headset: Headset,
  heart: Heart,
  help: Help,
  history: History,
  home: Home,
  key: Key,
  language: Language,
  "layout-board": LayoutBoard,
  "layout-kanban": LayoutKanban,
  "layout-sidebar-left-collapse": LayoutSidebarLeftCollapse,
  "layout-sidebar-left-expand": LayoutSidebarLeftExpand,
  link: Link,
  list: List,
  "list-check": ListCheck,
  "list-details": ListDetails,
  lock: Lock,
  logout: Logout,
  mail: Mail,
  "map-pin": MapPin,
  message: Message,
  "message-circle": MessageCircle,
  moon: Moon,
  note: Note,
  notes: Notes,
  paperclip: Paperclip,
  phone: Phone,
  plus: Plus,
  point: Point,
  refresh: Refresh,
  search: Search,
  settings: Settings,
  "shield-lock": ShieldLock,
  package: Package,
  receipt: Receipt,
  sitemap: Sitemap,
  speakerphone: Speakerphone,
  star: Star,
  sun: Sun,
  table: Table,
  tag: Tag,
  tags: Tags,
  trash: Trash,
  upload: Upload,
  user: User,
  "user-circle": UserCircle,
  "user-plus": UserPlus,
  users: Users,
  "users-group": UsersGroup,
  world: World,
  x: X,
};

export function iconNamed(name: string | undefined): IconType {
  return (name && ICONS[name]) || Point;
}
