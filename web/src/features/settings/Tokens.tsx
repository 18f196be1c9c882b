/** API tokens: made here, shown once. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dayOf } from "../../lib/dates.ts";
import { inARow, useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { useMeta } from "../../schema/meta.ts";
import type { Token } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Modal, MultiSelect, Select, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { Once } from "./Once.tsx";

const KEY = ["tokens"];
const when = (value: string | null) => (value ? dayOf(value) : "—");

export default function Tokens() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const [making, setMaking] = useState(false);
  const list = useQuery({ queryKey: KEY, queryFn: api.tokens, retry: false });
  const drop = async (id: number, name: string) => {
    if (
      !(await ask({
        title: t("settings.revoke", { name }),
        body: t("settings.revoke_body"),
        confirm: t("settings.revoke_do"),
        danger: true,
      }))
    )
      return;
    try {
      await api.dropToken(id);
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
    void client.invalidateQueries({ queryKey: KEY });
  };
  const rows = (list.data ?? []).filter((row) => !row.revoked_at);
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow">{t("settings.tokens")}</span>
        <Button size="xs" onClick={() => setMaking(true)}>
          {t("do.new", { what: t("settings.token") })}
        </Button>
      </div>
      {list.isError ? (
        <Fault fault={list.error} retry={() => list.refetch()} />
      ) : !list.data ? (
        <Bones rows={3} />
      ) : rows.length === 0 ? (
        <Empty icon="key" title={t("settings.no_tokens")} text={t("settings.tokens_text")} />
      ) : (
        <table className="zc-table">
          <thead>
            <tr>
              <th>{t("views.name")}</th>
              <th>{t("settings.may")}</th>
              <th>{t("settings.expires")}</th>
              <th>{t("settings.last_used")}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  {row.name} <span className="z-quiet z-num">…{row.hint}</span>
                </td>
                <td>
                  {inARow(
                    row.scopes.map((one) => t(`settings.token_scopes.${one}`)),
                    language,
                  )}
                </td>
                <td className="z-num">{when(row.expires_at)}</td>
                <td className="z-num">{when(row.last_used_at)}</td>
                <td className="zc-right">
                  <IconButton
                    icon="trash"
                    size={26}
                    iconSize={15}
                    label={t("settings.revoke_do")}
                    onClick={() => drop(row.id, row.name)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {making && <NewToken onClose={() => setMaking(false)} />}
    </>
  );
}

function NewToken({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Token["scopes"]>(["read", "write"]);
  const [days, setDays] = useState("365");
  const [made, setMade] = useState<string | null>(null);
  const submit = async () => {
    try {
      const token = await api.createToken({ name: name.trim(), scopes, days: Number(days) });
      setMade(token.token);
      void client.invalidateQueries({ queryKey: KEY });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("do.new", { what: t("settings.token") })}
      size={480}
      closeOnClickOutside={!made}
    >
      {made ? (
        <Once text={t("settings.token_once")} label={t("settings.token")} value={made} onClose={onClose} />
      ) : (
        <form
          className="z-col"
          style={{ gap: 14 }}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <TextInput
            label={t("views.name")}
            required
            withAsterisk={false}
            maxLength={80}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <MultiSelect
            label={t("settings.may")}
            data={["read", "write", ...(meta.me.admin ? ["admin"] : [])].map((one) => ({
              value: one,
              label: t(`settings.token_scopes.${one}`),
            }))}
            value={scopes}
            onChange={(next) => setScopes(next as Token["scopes"])}
          />
          <Select
            label={t("settings.valid")}
            allowDeselect={false}
            data={["30", "90", "365", "3650"].map((one) => ({ value: one, label: t("settings.days", { n: one }) }))}
            value={days}
            onChange={(next) => setDays(next ?? "365")}
          />
          <div className="z-row" style={{ justifyContent: "flex-end" }}>
            <Button variant="default" onClick={onClose}>
              {t("do.cancel")}
            </Button>
            <Button type="submit" disabled={!name.trim() || scopes.length === 0}>
              {t("do.create")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
