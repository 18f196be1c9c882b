export interface paths {
    "/api/v1/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers of forms, newest first; for whoever may import records of their objects. */
        get: operations["answers_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/answers/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write an answer as a new record, with values of one's own in place of those sent. */
        post: operations["answers_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/answers/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put chosen values of an answer into a record that is there, with values of one's own in place of those sent. */
        post: operations["answers_attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/answers/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget what somebody sent. */
        post: operations["answers_drop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign-ins, tokens, passwords and exports, newest first; writes of records are in their history. */
        get: operations["audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bin/alike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deleted records with a unique value of a record that is to be made, which one may restore instead. */
        post: operations["bin_alike"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bin/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove records that are in the recycle bin for good, with what was deleted along with them. */
        post: operations["bin_purge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Change sets, newest first: an administrator sees everybody's, others their own. */
        get: operations["changes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The records of a change set, and what changed in them since: for whoever chooses which of them to undo. */
        get: operations["changes_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/records/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo what a change set did to some of its records; the rest can be undone later. */
        post: operations["changes_undo_records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people want corrected in their own records, of those that one may change. */
        get: operations["corrections_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a correction over into the record. */
        post: operations["corrections_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the record as it is. */
        post: operations["corrections_refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/analysis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the analysis can show of an object's records. */
        get: operations["customers_analysis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/analysis/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many records have which value of a field, and what they paid. */
        get: operations["customers_analysis_breakdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/analysis/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who bought the most more, or less, in the last 90 days than in the 90 days before. */
        get: operations["customers_analysis_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/analysis/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Of those who bought for the first time in a month, how many bought in each month since. */
        get: operations["customers_analysis_cohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/analysis/headline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The numbers at the head: how many there are, who buys, who comes back and how soon, and what was paid. */
        get: operations["customers_analysis_headline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/analysis/movement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many were in which class of a scheme on one day and in which on a later one. */
        get: operations["customers_analysis_movement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/analysis/needs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many records bought products of which category in the last 90 days. */
        get: operations["customers_analysis_needs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/analysis/pareto": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The share of what was paid by the share of those who paid, and how unequal that is. */
        get: operations["customers_analysis_pareto"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/analysis/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many records have which digits of recency and frequency, and what they paid. */
        get: operations["customers_analysis_rfm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many records meet a condition, exactly, and some of them. */
        post: operations["customers_audience"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/clean": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Clean every record that a condition means, in the background; with `preview` only show what would change. */
        post: operations["customers_clean"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that one being typed is probably the same as. */
        post: operations["customers_duplicates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/recognize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What pasted text tells for the fields of a new record, with how sure that is; nothing is saved. */
        post: operations["customers_recognize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags that records have, the most used first. */
        get: operations["customers_tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a condition may name besides fields and related records: kinds of event, and segments. */
        get: operations["customers_terms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the person behind a record did, the latest first. */
        get: operations["customers_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Why a record meets a condition or does not, part by part. */
        post: operations["customers_explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The measures of a record: what each means and comes to, of which rows it is made, and how it went by month. */
        get: operations["customers_measures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/personal-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What hangs on a person, and what erasing them would do. */
        get: operations["customers_personal_data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/personal-data/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase a person for good: their records stay and count, what is personal in them is gone. Nothing undoes it. */
        post: operations["customers_personal_data_erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/personal-data/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All that is kept of a person, secrets whole, as data and as a page; it is noted in the audit trail. */
        post: operations["customers_personal_data_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How good a record was when it was last looked at, and which rules it broke. */
        get: operations["customers_quality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which segments a record is in, and which it is not in. */
        get: operations["customers_segments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/self-service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link with which somebody sees and corrects their own record, sent to them by e-mail or else told. */
        post: operations["customers_self_service"];
        /** End the open links to a record. */
        delete: operations["customers_self_service_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Values for a record that were learned from what happened, with their source; none for who may not change it. */
        get: operations["customers_suggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/visitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The visitors who are or were taken for the person behind a record. */
        get: operations["customers_visitors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups of records that are probably the same, the surest first. */
        get: operations["duplicates_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was called different, the newest first. */
        get: operations["duplicates_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/decisions/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back that records are different: they are compared anew. */
        post: operations["duplicates_decisions_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merge every group that is at least so sure, in the background. */
        post: operations["duplicates_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare all records of an object, in the background. */
        post: operations["duplicates_scan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Of each object that is compared: the last scan, and how many groups wait. */
        get: operations["duplicates_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/sure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many groups are sure enough to be merged without looking. */
        get: operations["duplicates_sure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A group with all its records. */
        get: operations["duplicates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/{id}/different": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that records of a group, or all of it, are not the same. The moment names the decision. */
        post: operations["duplicates_different"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/{id}/later": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a group off until a day (null: it is back at once). */
        post: operations["duplicates_later"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_sources/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When each source is read next, and how the last time went. */
        get: operations["import_sources_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_sources/{id}/header": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a header that lets us in at the address of a source; nobody sees its value again. null: forget it. */
        post: operations["import_sources_header"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_sources/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a source now; what is new in it becomes an import. */
        post: operations["import_sources_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_sources/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files that were taken from a source, and what went wrong, newest first. */
        get: operations["import_sources_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a file to be imported, and say what it is. */
        post: operations["imports_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/alike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a value of a column stand for another, in all of its rows. */
        post: operations["imports_alike"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the check of a file is, what would become of its rows, and what is wrong with them. */
        get: operations["imports_checked"];
        put?: never;
        /** Lay a file on the workbench: its first rows are checked at once, the others in the background. */
        post: operations["imports_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/choose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Of rows that are equal, let only one in; or leave a row out, or put it back. */
        post: operations["imports_choose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The codes of records that a file names, such as those who are to be in a segment. Nothing is imported. */
        post: operations["imports_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/linked/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which sheets of a file are which objects, and how their rows link to each other. Nothing is kept. */
        post: operations["imports_linked_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/linked/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import linked sheets in the background. */
        post: operations["imports_linked_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/linked/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Count in the background what would become of the rows of linked sheets. */
        post: operations["imports_linked_try"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How the first rows of a file would come out. Nothing is kept. */
        post: operations["imports_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows on the workbench from a place on: all, only wrong ones, or those that are wrong in one way. */
        get: operations["imports_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Put other words into cells. Their rows, and those that this makes right or wrong, come back checked. */
        patch: operations["imports_mend"];
        trace?: never;
    };
    "/api/v1/imports/{upload}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a file in the background. */
        post: operations["imports_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{upload}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The different values of a column of a file, what each would become, and what unknown ones may mean. */
        post: operations["imports_values"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The actor's latest jobs. */
        get: operations["jobs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A job. */
        get: operations["jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a job after the batch it is at; one that has ended stays as it is. */
        post: operations["jobs_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo all that a job did, in the background. */
        post: operations["jobs_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join_requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks to be let into the team of a record: what waits for one's answer, and what one has asked oneself. */
        get: operations["join_requests_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join_requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody into the team, or refuse. */
        post: operations["join_requests_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you may change of yourself; only in a browser. */
        get: operations["me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change your own name, phone or language; only in a browser. */
        patch: operations["me_change"];
        trace?: never;
    };
    "/api/v1/me/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The companies that you can open, and which is open; only in a browser. */
        get: operations["me_companies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/company": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open another of your companies in this browser; what the page knows of the one before is to be read anew. */
        post: operations["me_company"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See the company as a colleague does, only to read; for administrators, only in a browser. */
        post: operations["me_view"];
        /** Be yourself again. */
        delete: operations["me_view_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/measures/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a definition would come to for some records; nothing is saved. */
        post: operations["measures_try_definition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/measures/{id}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a measure means, in words, and when it was last found of all records. */
        get: operations["measures_details"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/measures/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a measure, a segment or a scheme is used by: while anything does, it cannot be deleted. */
        get: operations["measures_uses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a colleague a new password, told here and never again; it ends their sessions. For administrators. */
        post: operations["people_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is kept of people: each field with its sensitivity, its purpose, and the roles that see it. */
        get: operations["privacy_inventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programmes/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What those who took part bought since, against those who were held out, with a 95 percent interval. */
        get: operations["programmes_result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How good the records are, object by object: score, trend, and the rules by what mending them brings. */
        get: operations["quality_company"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get the report of each week by mail, or no more. */
        post: operations["quality_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at all records now, in the background. */
        post: operations["quality_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Provinces, cities and districts as a tree of code, title and children. */
        get: operations["regions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention_rules/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many records a retention rule means now, and the first of them. */
        get: operations["retention_rules_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at masked values of the records one owns, newest first; an administrator sees all of it. */
        get: operations["reveals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{id}/effect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a change of a role's rights would do to the people who have it. */
        post: operations["roles_effect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep what a scheme is to say as its draft. */
        post: operations["schemes_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many records were in which class at one moment and in which at a later one. */
        get: operations["schemes_moves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reports of a sort, the newest first and whole; and whether one gets them by mail. */
        get: operations["schemes_reports"];
        put?: never;
        /** Evaluate a scheme, or review it, in the background. */
        post: operations["schemes_make_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{id}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was asked for and waits for an answer. */
        get: operations["schemes_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{id}/through": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long records stay in each class, and how many of those who came into one were in another since. */
        get: operations["schemes_through"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of a scheme, the newest first. */
        get: operations["schemes_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemes/{id}/versions/{number}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a version would do to the classes of all records, against now or another version; nothing is written. */
        post: operations["schemes_try"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The best matches for what a person typed. */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/segment_overlap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many records are in which of two or three segments. */
        post: operations["segment_overlap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/segments/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put records into a static segment by id or code, and take others out. */
        post: operations["segments_members"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/segments/{id}/passages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who entered a segment and who left it, the newest first. */
        get: operations["segments_passages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/segments/{id}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A static segment of those who are in this one now. */
        post: operations["segments_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many days changes can be undone, and how many the recycle bin keeps what is in it. */
        get: operations["settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change some of the settings; for administrators. */
        patch: operations["settings_change"];
        trace?: never;
    };
    "/api/v1/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest suggestions for one's own records, at most 50. */
        get: operations["suggestions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person's tokens, newest first, without their secrets. */
        get: operations["tokens_list"];
        put?: never;
        /** Make a token; its text is told once. */
        post: operations["tokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a token at once. */
        delete: operations["tokens_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tracking_sites/{id}/snippet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a site puts into its pages. */
        get: operations["tracking_sites_snippet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web_forms/{id}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a form is found, and how often it was seen, begun and sent on each of the last days. */
        get: operations["web_forms_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workdays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The days of a year in mainland China that are holidays, or weekends worked to make up for them. */
        get: operations["workdays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Access: {
            person: {
                /** Format: int64 */
                id: number | null;
                title: string;
            };
            actions: {
                action: string;
                label: string;
                allowed: boolean;
                reasons: components["schemas"]["AccessReason"][];
            }[];
            fields: {
                name: string;
                label: string;
                /** @enum {string} */
                seen: "hidden" | "masked" | "clear";
                written: boolean;
                reasons: components["schemas"]["AccessReason"][];
            }[];
        };
        AccessReason: {
            words: string;
            allows: boolean;
            role: string | null;
            holds: boolean | null;
        };
        Alike: {
            object: string;
            values: Record<string, unknown>;
        };
        Audit: {
            rows: {
                /** Format: int64 */
                id: number;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "sign_in.done" | "sign_in.failed" | "sign_in.shut" | "sign_in.linked" | "sign_in.ended" | "password.changed" | "password.given" | "second_step.added" | "second_step.removed" | "second_step.failed" | "token.made" | "token.revoked" | "team.changed" | "team.left" | "view_as.begun" | "view_as.ended" | "secret.revealed" | "keys.renewed" | "keys.wrapped" | "settings.changed" | "export.made" | "privacy.exported" | "privacy.erased" | "self_service.made" | "self_service.revoked" | "retention.ran";
                label: string;
                by: components["schemas"]["Link"] | null;
                via: string;
                address: string | null;
                data: Record<string, unknown>;
            }[];
            next: string | null;
        };
        /** @description Rows as they are given, or every record that `where` and `q` mean; one must say something: {"all": []} is every record. A condition, or more than 20 rows that change records, takes the right `bulk`. */
        Batch: {
            /** @enum {string} */
            mode: "create" | "update" | "upsert" | "delete" | "restore";
            rows: Record<string, unknown>[];
            match?: string | null;
            all_or_nothing?: boolean;
        } | {
            /** @enum {string} */
            mode: "update";
            values: Record<string, unknown>;
            where?: components["schemas"]["Condition"] | null;
            q?: string;
            all_or_nothing?: boolean;
        } | {
            /** @enum {string} */
            mode: "delete" | "restore";
            where?: components["schemas"]["Condition"] | null;
            q?: string;
            all_or_nothing?: boolean;
        };
        BatchResult: {
            /** Format: int64 */
            change_set: number | null;
            counts: {
                /** Format: int64 */
                created: number;
                /** Format: int64 */
                updated: number;
                /** Format: int64 */
                unchanged: number;
                /** Format: int64 */
                refused: number;
                /** Format: int64 */
                deleted: number;
                /** Format: int64 */
                restored: number;
            };
            results: components["schemas"]["BatchRow"][];
        };
        BatchRow: {
            /** Format: int64 */
            index: number;
            /** Format: int64 */
            id: number | null;
            /** @enum {string} */
            outcome: "created" | "updated" | "unchanged" | "refused" | "deleted" | "restored";
            /** Format: int64 */
            version?: number;
            errors?: {
                [key: string]: components["schemas"]["Fault"];
            };
        };
        ChangeSet: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            change_set: number;
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Link"] | null;
            via: string;
            verb: string;
            object: string;
            label: string;
            /** Format: int64 */
            records: number;
            reason: string | null;
            /** Format: int64 */
            undo_of: number | null;
            undone: boolean;
            /** Format: int64 */
            undone_records: number;
            undoable: boolean;
        };
        ChangeSets: {
            rows: components["schemas"]["ChangeSet"][];
            next: string | null;
        };
        Companies: {
            rows: components["schemas"]["Company"][];
        };
        Company: {
            /** Format: int64 */
            id: number;
            name: string;
            open: boolean;
        };
        CompanyGiven: {
            /** Format: int64 */
            company: number;
        };
        /** @description The condition language: see the architecture document. An empty object means everything. */
        Condition: {
            did: string;
            times?: {
                op?: string;
                /** Format: int64 */
                value?: number;
            };
            within?: string;
        } | {
            all: components["schemas"]["Condition"][];
        } | {
            any: components["schemas"]["Condition"][];
        } | {
            not: components["schemas"]["Condition"];
        } | {
            field: string;
            op?: string;
            value?: unknown;
        } | {
            related: string;
            measure?: string;
            where?: components["schemas"]["Condition"];
            within?: string;
            op?: string;
            value?: unknown;
        } | {
            in: string;
        } | Record<string, unknown>;
        Conflict: {
            code: string;
            message: string;
            fields: {
                [key: string]: {
                    yours: unknown;
                    theirs: unknown;
                };
            };
            /** Format: int64 */
            version?: number;
        };
        /** @description How many, up to a bound; not exact means at least as many. */
        Count: {
            /** Format: int64 */
            value: number;
            exact: boolean;
        };
        /** @description Customer. */
        Customer: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            version: number;
            /** Customer name */
            name?: string | null;
            /**
             * Type
             * @enum {string|null}
             */
            kind?: "organization" | "person" | null;
            /** Customer code */
            code?: string | null;
            /** Short name */
            short_name?: string | null;
            /**
             * Stage
             * @enum {string|null}
             */
            stage?: "potential" | "contacted" | "negotiating" | "dealing" | "lost" | null;
            /** Owner */
            owner?: components["schemas"]["Link"] | null;
            /** Phone */
            phone?: string | null;
            /** Other phone */
            other_phone?: string | null;
            /** E-mail */
            email?: string | null;
            /** WeChat */
            wechat?: string | null;
            /** Website */
            website?: string | null;
            /** Region */
            region?: string | null;
            /** Address */
            address?: string | null;
            /** Industry */
            industry?: string | null;
            /** Source */
            source?: string | null;
            /** Social credit code */
            credit_code?: string | null;
            /** Identity number */
            identity_number?: string | null;
            /**
             * Sex
             * @enum {string|null}
             */
            sex?: "male" | "female" | null;
            /** Birthday */
            birthday?: string | null;
            /**
             * Born on
             * Format: date
             */
            born_on?: string | null;
            /** Tags */
            tags?: string[] | null;
            /**
             * Next follow-up
             * Format: date
             */
            next_step_on?: string | null;
            /**
             * Customer since
             * Format: date
             */
            since?: string | null;
            /** Photo */
            photo?: components["schemas"]["File"] | null;
            /** Remark */
            remark?: string | null;
            /**
             * Created
             * Format: date-time
             */
            created_at?: string;
            /** Created by */
            created_by?: components["schemas"]["Link"] | null;
            /**
             * Updated
             * Format: date-time
             */
            updated_at?: string;
            /** Updated by */
            updated_by?: components["schemas"]["Link"] | null;
        };
        CustomerPage: {
            rows: components["schemas"]["Customer"][];
            next: string | null;
            count: components["schemas"]["Count"] | null;
        };
        Effect: {
            /** Format: int64 */
            people: number;
            /** Format: int64 */
            counted: number;
            objects: {
                object: string;
                label: string;
                people: {
                    /** Format: int64 */
                    id: number;
                    title: string;
                    /** Format: int64 */
                    gained: number;
                    /** Format: int64 */
                    lost: number;
                    gains: components["schemas"]["Link"][];
                    loses: components["schemas"]["Link"][];
                }[];
                gained: {
                    [key: string]: number;
                };
                lost: {
                    [key: string]: number;
                };
                fields: {
                    [key: string]: number;
                };
            }[];
        };
        EffectAsked: {
            grants?: Record<string, unknown> | null;
            admin?: boolean;
        };
        Error: {
            code: string;
            message: string;
            fields: {
                [key: string]: components["schemas"]["Fault"];
            };
            path?: string;
        };
        Fault: {
            code: string;
            message: string;
        };
        File: {
            key: string;
            name: string;
            /** Format: int64 */
            size: number;
            type: string;
            sha256: string;
        };
        History: {
            rows: components["schemas"]["HistoryEntry"][];
            next: string | null;
        };
        HistoryEntry: {
            /** Format: int64 */
            change_set: number;
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Link"] | null;
            via: string;
            verb: string;
            reason: string | null;
            /** Format: int64 */
            undo_of: number | null;
            fields: {
                name: string;
                label: string;
                before: unknown;
                after: unknown;
            }[];
        };
        Hit: {
            object: string;
            /** Format: int64 */
            id: number;
            title: string | null;
            subtitle: string | null;
            code: string | null;
        };
        Hits: {
            rows: components["schemas"]["Hit"][];
        };
        Job: {
            /** Format: int64 */
            id: number;
            kind: string;
            title: string;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "canceled";
            /** Format: int64 */
            done: number;
            /** Format: int64 */
            total: number | null;
            rate: number | null;
            seconds_left: number | null;
            counts: {
                [key: string]: number;
            };
            result: Record<string, unknown>;
            error: components["schemas"]["Fault"] | null;
            /** Format: int64 */
            undoes: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            finished_at: string | null;
        };
        JobStarted: {
            /** Format: int64 */
            job: number;
        };
        Jobs: {
            rows: components["schemas"]["Job"][];
        };
        Link: {
            /** Format: int64 */
            id: number;
            title: string | null;
        };
        Me: {
            /** Format: int64 */
            id: number;
            email: string | null;
            name: string;
            phone: string | null;
            language: ("zh-CN" | "en") | null;
        };
        MeGiven: {
            name?: string;
            phone?: string | null;
            language?: ("zh-CN" | "en") | null;
        };
        /** @description The records that go into this one. It keeps its values and gets from the others what it lacks; `take` names for a field the record whose value is to stand (0: none), `values` gives values outright. */
        MergeGiven: {
            from: number[];
            take?: {
                [key: string]: number;
            };
            values?: Record<string, unknown>;
            /** Format: int64 */
            version?: number;
        };
        Meta: {
            language: string;
            languages: string[];
            tenant: {
                name: string;
                zone: string;
            };
            me: {
                /** Format: int64 */
                id: number | null;
                name: string;
                email: string | null;
                department: components["schemas"]["Link"] | null;
                admin: boolean;
                /** Format: int64 */
                viewer: number | null;
            };
            nav: {
                name: string;
                label: string;
                icon: string;
                objects: string[];
            }[];
            objects: components["schemas"]["MetaObject"][];
            ops: {
                [key: string]: string;
            };
        };
        MetaField: {
            name: string;
            /** @enum {string} */
            kind: "bank_account" | "birthday" | "boolean" | "choice" | "choices" | "code" | "credit_code" | "date" | "datetime" | "decimal" | "email" | "file" | "identity_number" | "integer" | "json" | "link" | "links" | "long_text" | "money" | "person" | "phone" | "region" | "stage" | "tags" | "text" | "url";
            label: string;
            help: string | null;
            required: boolean;
            unique: boolean;
            read_only: boolean;
            custom: boolean;
            default: unknown;
            /** Format: int64 */
            max_length: number | null;
            to: string | null;
            options: components["schemas"]["MetaOption"][];
            sortable: boolean;
            masked: boolean;
            revealable: boolean;
            maskable: boolean;
            guarded: boolean;
            secret: boolean;
            ops: string[];
            group: string;
            system: boolean;
            outcome?: {
                won: string | null;
                lost: string | null;
            };
            /** Format: int64 */
            places?: number | null;
            sum?: boolean;
        };
        MetaObject: {
            name: string;
            plural: string;
            label: string;
            label_plural: string;
            pinyin: string;
            initials: string;
            icon: string;
            title_field: string;
            title_in: string | null;
            columns: string[];
            sort: string;
            board: string | null;
            timeline: boolean;
            settings: boolean;
            team: boolean;
            compared: boolean;
            personal: boolean;
            born: string | null;
            whole: boolean;
            related: {
                name: string;
                object: string;
                plural: string;
                field: string;
                label: string;
            }[];
            rights: {
                create: boolean;
                read: boolean;
                update: boolean;
                delete: boolean;
                export: boolean;
                import: boolean;
                bulk: boolean;
                assign: boolean;
                reveal: boolean;
                export_secrets: boolean;
            };
            verbs: {
                name: string;
                label: string;
                allowed: boolean;
            }[];
            reveal: {
                reason: boolean;
                /** Format: int64 */
                hourly: number;
            };
            fields: components["schemas"]["MetaField"][];
        };
        MetaOption: {
            value: string;
            label: string;
            color: string | null;
        };
        /** @description Told here and never again. */
        PasswordMade: {
            email: string;
            password: string;
        };
        Purge: {
            object: string;
            ids: number[];
        };
        /** @description How many are gone, how many went along, and how many stay as something links to them. */
        Purged: {
            /** Format: int64 */
            purged: number;
            /** Format: int64 */
            along: number;
            /** Format: int64 */
            kept: number;
        };
        Region: {
            code: string;
            title: string;
            children: components["schemas"]["Region"][];
        };
        Restorable: {
            rows: {
                /** Format: int64 */
                id: number;
                title: string;
                field: string;
                label: string;
            }[];
        };
        RevealAnswer: {
            value: string | null;
        };
        RevealAsked: {
            field: string;
            reason?: string | null;
        };
        Reveals: {
            rows: {
                /** Format: int64 */
                id: number;
                /** Format: date-time */
                at: string;
                by: components["schemas"]["Link"] | null;
                object: string;
                label: string;
                record: components["schemas"]["Link"];
                field: string;
                field_label: string;
                reason: string | null;
            }[];
            next: string | null;
        };
        Settings: {
            /** Format: int64 */
            undo_days: number;
            /** Format: int64 */
            bin_days: number;
        };
        SettingsGiven: {
            /** Format: int64 */
            undo_days?: number;
            /** Format: int64 */
            bin_days?: number;
        };
        Team: {
            rows: {
                person: components["schemas"]["Link"];
                /** @enum {string} */
                may: "read" | "update";
                /** Format: date-time */
                until: string | null;
                by: components["schemas"]["Link"] | null;
                /** Format: date-time */
                at: string;
            }[];
        };
        TeamGiven: {
            /** Format: int64 */
            person: number;
            /** @enum {string} */
            may: "read" | "update";
            /** Format: date-time */
            until?: string | null;
        };
        Timeline: {
            rows: {
                object: string;
                /** Format: int64 */
                id: number;
                /** Format: date-time */
                at: string;
                title: string | null;
                /** @description Values by field name, with `id` or the field of `match`. */
                record: Record<string, unknown>;
            }[];
            next: string | null;
        };
        Token: {
            /** Format: int64 */
            id: number;
            name: string;
            hint: string;
            /** Format: int64 */
            person_id: number;
            scopes: ("read" | "write" | "admin")[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
        };
        TokenGiven: {
            name: string;
            scopes?: ("read" | "write" | "admin")[];
            /** Format: int64 */
            days?: number | null;
            /** Format: int64 */
            person?: number;
        };
        /** @description The token's text, told here and never again. */
        TokenMade: {
            token: string;
        };
        Tokens: {
            rows: components["schemas"]["Token"][];
        };
        UndoChosen: {
            /** @description The ids of the records, by the name of their object. */
            records: {
                [key: string]: number[];
            };
            force?: boolean;
        };
        UndoConflict: {
            object: string;
            /** Format: int64 */
            id: number;
            title: string | null;
            field: string;
            label: string;
            before: unknown;
            after: unknown;
            now: unknown;
        };
        UndoPreview: {
            /** Format: int64 */
            records: number;
            /** Format: int64 */
            gone: number;
            whole: boolean;
            conflicts: components["schemas"]["UndoConflict"][];
        };
        UndoRecord: {
            object: string;
            /** Format: int64 */
            id: number;
            title: string | null;
            verb: string;
            /** @enum {string} */
            state: "open" | "undone" | "deleted" | "living" | "purged";
            fields: {
                name: string;
                label: string;
                before: unknown;
                after: unknown;
                now: unknown;
                changed: boolean;
            }[];
        };
        /** @description What a change set did to each record, and what stands there now; `changed`: not any more what the change set wrote. Of a record out of one's sight there is no title and no field. */
        UndoRecords: {
            rows: components["schemas"]["UndoRecord"][];
            next: string | null;
        };
        Undone: {
            /** Format: int64 */
            change_set: number | null;
            /** Format: int64 */
            undone: number;
            /** Format: int64 */
            skipped: number;
        };
        UsedTags: {
            rows: {
                value: string;
                /** Format: int64 */
                count: number;
            }[];
        };
        ViewGiven: {
            /** Format: int64 */
            person: number;
        };
        Words: {
            words: string;
        };
        Workday: {
            /** Format: date */
            on: string;
            work: boolean;
            name: string;
        };
        /** @description Not `known`: the State Council's notice for the year is not in the table. No day is guessed. */
        Workdays: {
            /** Format: int64 */
            year: number;
            known: boolean;
            days: components["schemas"]["Workday"][];
        };
    };
    responses: {
        /** @description The request cannot be understood. */
        NotUnderstood: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Nobody is signed in. */
        NotSignedIn: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description You may not do this. */
        Forbidden: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such thing, or you may not see it. */
        NotFound: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Somebody else was faster; of a record, with both values of each field. */
        InConflict: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Conflict"];
            };
        };
        /** @description The body is too large. */
        TooLarge: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The values are understood and not acceptable: what is wrong with each field. */
        Refused: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests; the header Retry-After says how many seconds to wait. */
        TooMany: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The database cannot be reached, is busy, took too long or is full: see the code. */
        Away: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Good. */
        AudienceDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** Format: int64 */
                    count: number;
                    /** Format: int64 */
                    of: number;
                    words: string;
                    sample: {
                        [key: string]: unknown;
                    }[];
                };
            };
        };
        /** @description Good. */
        Bulk202: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["JobStarted"];
            };
        };
        /** @description Good. */
        DropDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": Record<string, unknown>;
            };
        };
        /** @description Good. */
        ExplainDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    words: string;
                    met: boolean;
                    parts: {
                        [key: string]: unknown;
                    }[];
                    how?: string;
                    field?: string;
                    value?: unknown;
                };
            };
        };
        /** @description You have it already. */
        Get304: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Good. */
        MeasuresDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    months: string[];
                    rows: {
                        /** Format: int64 */
                        id: number;
                        code: string;
                        field: string;
                        label: string;
                        kind: string;
                        definition: string;
                        /** Format: date-time */
                        computed_at: string | null;
                        by_time: boolean;
                        value: unknown;
                        rows: {
                            object: string;
                            plural: string;
                            where: components["schemas"]["Condition"];
                        } | null;
                        series: (number | null)[] | null;
                    }[];
                };
            };
        };
        /** @description Good. */
        QualityDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** Format: int64 */
                    score: number | null;
                    /** Format: date-time */
                    at: string | null;
                    /** Format: date-time */
                    looked_at: string | null;
                    parts: {
                        /** Format: int64 */
                        rule: number;
                        label: string;
                        /** @enum {string} */
                        dimension: "complete" | "valid" | "fresh" | "unique";
                        dimension_label: string;
                        /** Format: int64 */
                        weight: number;
                        definition: string;
                    }[];
                    /** Format: int64 */
                    others: number;
                };
            };
        };
        /** @description Good. */
        RecognizeDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    fields: {
                        field: string;
                        value: unknown;
                        raw: string;
                        confidence: number;
                        /** Format: int64 */
                        from: number;
                        /** Format: int64 */
                        to: number;
                    }[];
                    rest: string;
                };
            };
        };
        /** @description Good. */
        SegmentsDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    rows: {
                        /** Format: int64 */
                        id: number;
                        title: string;
                        kind: string;
                        member: boolean;
                        /** Format: date-time */
                        since: string | null;
                        where: components["schemas"]["Condition"] | null;
                    }[];
                };
            };
        };
        /** @description Good. */
        TagsDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UsedTags"];
            };
        };
        /** @description Good. */
        TermsDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    deeds: {
                        code: string;
                        label: string;
                    }[];
                    sets: {
                        in: string;
                        label: string;
                        /** Format: int64 */
                        id: number;
                    }[];
                };
            };
        };
        /** @description Good. */
        VisitorsDone: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    rows: {
                        /** Format: int64 */
                        id: number;
                        key: string;
                        via: string;
                        /** Format: date-time */
                        joined_at: string;
                        /** Format: int64 */
                        by: number | null;
                        /** Format: date-time */
                        split_at: string | null;
                        /** Format: date-time */
                        seen_at: string;
                    }[];
                };
            };
        };
    };
    parameters: {
        /** @description The cursor `next` of the page before. */
        After: number;
        /** @description The cursor `next` of the page before. */
        After2: string;
        /** @description A field of the kind tags; default: the first there is. */
        Field: string;
        Id: number;
        /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
        IdempotencyKey: string;
        Number: number;
        /** @description A part of the tag. */
        Q2: string;
        /** @description 1: look again; `over` says when it is worth it. */
        Refresh: 0 | 1;
        Upload: string;
    };
    requestBodies: {
        AudienceBody: {
            content: {
                "application/json": {
                    where: components["schemas"]["Condition"];
                };
            };
        };
        CleanBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    operation: "tidy" | "phones" | "region" | "rename" | "split" | "renumber";
                    params: Record<string, unknown>;
                    where?: components["schemas"]["Condition"] | null;
                    preview?: boolean;
                };
            };
        };
        DropBody: {
            content: {
                "application/json": Record<string, unknown>;
            };
        };
        EraseBody: {
            content: {
                "application/json": {
                    /** Format: int64 */
                    request?: number | null;
                };
            };
        };
        RecognizeBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
    };
    headers: {
        /**
         * @description How many requests are left (r), and after how many seconds (t) all are there again. Missing where nobody is signed in, with 429, and where requests are not limited.
         * @example "person";r=5999;t=1
         */
        RateLimit: string;
        /**
         * @description How many requests (q) there are in so many seconds (w), for each person.
         * @example "person";q=6000;w=60
         */
        RateLimitPolicy: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    answers_list: {
        parameters: {
            query?: {
                /** @description The cursor `next` of the page before. */
                after?: components["parameters"]["After"];
                /** @description States, with commas; those that wait for a decision unless told. */
                state?: string;
                /** @description Of one form. */
                form?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            id: number;
                            form: {
                                /** Format: int64 */
                                id: number;
                                title: string;
                            };
                            /** Format: int64 */
                            version: number;
                            object: string;
                            /** @enum {string} */
                            state: "accepted" | "waiting" | "refused" | "attached" | "dropped";
                            reason: string | null;
                            /** Format: int64 */
                            record: number | null;
                            /** Format: date-time */
                            at: string;
                            values: {
                                [key: string]: unknown;
                            };
                            sources: {
                                [key: string]: string;
                            };
                            wording: string | null;
                            faults: {
                                [key: string]: components["schemas"]["Fault"];
                            };
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    answers_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    values?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        record: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    answers_attach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int64 */
                    record: number;
                    fields?: string[];
                    values?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        record: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    answers_drop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["DropBody"];
        responses: {
            200: components["responses"]["DropDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    audit_list: {
        parameters: {
            query?: {
                /** @description The cursor `next` of the page before. */
                after?: components["parameters"]["After"];
                /** @description Only these, with commas: sign_in.done, sign_in.failed, sign_in.shut, sign_in.linked, sign_in.ended, password.changed, password.given, second_step.added, second_step.removed, second_step.failed, token.made, token.revoked, team.changed, team.left, view_as.begun, view_as.ended, secret.revealed, keys.renewed, keys.wrapped, settings.changed, export.made, privacy.exported, privacy.erased, self_service.made, self_service.revoked, retention.ran. */
                kinds?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    bin_alike: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Alike"];
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Restorable"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    bin_purge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Purge"];
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purged"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    changes_list: {
        parameters: {
            query?: {
                /** @description The cursor `next` of the page before. */
                after?: components["parameters"]["After"];
                /** @description 1: only one's own. */
                mine?: 0 | 1;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeSets"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    changes_records: {
        parameters: {
            query?: {
                /** @description The cursor `next` of the page before. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoRecords"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    changes_undo_records: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoChosen"];
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Undone"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    corrections_list: {
        parameters: {
            query?: {
                /** @description The cursor `next` of the page before. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            id: number;
                            object: string;
                            record: {
                                /** Format: int64 */
                                id: number;
                                title: string;
                            };
                            field: string;
                            before: unknown;
                            after: unknown;
                            /** Format: date-time */
                            at: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    corrections_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["DropBody"];
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        id: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    corrections_refuse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["DropBody"];
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        id: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_analysis: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        fields: {
                            name: string;
                            label: string;
                            part: string | null;
                        }[];
                        schemes: {
                            /** Format: int64 */
                            id: number;
                            label: string;
                            kind: string;
                            field: string;
                            lifecycle: boolean;
                        }[];
                        purchases: boolean;
                        amounts: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_analysis_breakdown: {
        parameters: {
            query: {
                /** @description 1: look again; `over` says when it is worth it. */
                refresh?: components["parameters"]["Refresh"];
                /** @description One that the analysis of the object names. */
                field: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string | null;
                        over: boolean;
                        lack: ("rights" | "purchases" | "history") | null;
                        rows?: {
                            value: unknown;
                            /** Format: int64 */
                            count: number;
                            paid: number | null;
                            where: {
                                [key: string]: unknown;
                            };
                        }[];
                        /** Format: int64 */
                        others?: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_analysis_changes: {
        parameters: {
            query?: {
                /** @description 1: look again; `over` says when it is worth it. */
                refresh?: components["parameters"]["Refresh"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string | null;
                        over: boolean;
                        lack: ("rights" | "purchases" | "history") | null;
                        risers?: {
                            record: components["schemas"]["Link"];
                            before: number;
                            after: number;
                            change: number;
                        }[];
                        fallers?: {
                            record: components["schemas"]["Link"];
                            before: number;
                            after: number;
                            change: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_analysis_cohorts: {
        parameters: {
            query?: {
                /** @description 1: look again; `over` says when it is worth it. */
                refresh?: components["parameters"]["Refresh"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string | null;
                        over: boolean;
                        lack: ("rights" | "purchases" | "history") | null;
                        months?: {
                            month: string;
                            where: {
                                [key: string]: unknown;
                            };
                        }[];
                        rows?: {
                            month: string;
                            /** Format: int64 */
                            size: number;
                            where: {
                                [key: string]: unknown;
                            };
                            counts: number[];
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_analysis_headline: {
        parameters: {
            query?: {
                /** @description 1: look again; `over` says when it is worth it. */
                refresh?: components["parameters"]["Refresh"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string | null;
                        over: boolean;
                        lack: ("rights" | "purchases" | "history") | null;
                        /** Format: int64 */
                        records?: number;
                        /** Format: int64 */
                        year?: number | null;
                        /** Format: int64 */
                        buyers?: number | null;
                        /** Format: int64 */
                        repeat?: number | null;
                        repeat_rate?: number | null;
                        interval?: number | null;
                        year_paid?: number | null;
                        paid?: number | null;
                        doors?: {
                            records: {
                                [key: string]: unknown;
                            };
                            year: {
                                [key: string]: unknown;
                            } | null;
                            buyers: {
                                [key: string]: unknown;
                            } | null;
                            repeat: {
                                [key: string]: unknown;
                            } | null;
                        };
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_analysis_movement: {
        parameters: {
            query: {
                /** @description 1: look again; `over` says when it is worth it. */
                refresh?: components["parameters"]["Refresh"];
                /** @description The scheme. */
                scheme: number;
                /** @description A day; without it the one thirty days ago. */
                first?: string;
                /** @description A later day; without it now. */
                last?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string | null;
                        over: boolean;
                        lack: ("rights" | "purchases" | "history") | null;
                        first?: string;
                        last?: string;
                        rows?: {
                            from: string | null;
                            to: string | null;
                            /** Format: int64 */
                            count: number;
                            where: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_analysis_needs: {
        parameters: {
            query?: {
                /** @description 1: look again; `over` says when it is worth it. */
                refresh?: components["parameters"]["Refresh"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string | null;
                        over: boolean;
                        lack: ("rights" | "purchases" | "history") | null;
                        rows?: {
                            /** Format: int64 */
                            id: number;
                            title: string;
                            /** Format: int64 */
                            count: number;
                            where: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_analysis_pareto: {
        parameters: {
            query?: {
                /** @description 1: look again; `over` says when it is worth it. */
                refresh?: components["parameters"]["Refresh"];
                /** @description What was paid in this time; without it all. */
                within?: "365d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string | null;
                        over: boolean;
                        lack: ("rights" | "purchases" | "history") | null;
                        points?: {
                            least: number;
                            /** Format: int64 */
                            count: number;
                            of_count: number;
                            of_paid: number;
                            where: {
                                [key: string]: unknown;
                            };
                        }[];
                        /** Format: int64 */
                        count?: number;
                        paid?: number | null;
                        gini?: number | null;
                        /** Format: int64 */
                        top?: number;
                        top_share?: number | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_analysis_rfm: {
        parameters: {
            query: {
                /** @description 1: look again; `over` says when it is worth it. */
                refresh?: components["parameters"]["Refresh"];
                /** @description The scheme. */
                scheme: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string | null;
                        over: boolean;
                        lack: ("rights" | "purchases" | "history") | null;
                        /** Format: int64 */
                        bands?: number;
                        cells?: {
                            /** Format: int64 */
                            recency: number;
                            /** Format: int64 */
                            frequency: number;
                            /** Format: int64 */
                            count: number;
                            paid: number | null;
                            where: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_audience: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["AudienceBody"];
        responses: {
            200: components["responses"]["AudienceDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_clean: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["CleanBody"];
        responses: {
            202: components["responses"]["Bulk202"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_duplicates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    values: {
                        [key: string]: unknown;
                    };
                    /** Format: int64 */
                    id?: number | null;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            id: number | null;
                            title: string;
                            subtitle: string;
                            owner: string | null;
                            visible: boolean;
                            probability: number;
                            reasons: string;
                            handle: string | null;
                            blocked: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_recognize: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["RecognizeBody"];
        responses: {
            200: components["responses"]["RecognizeDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_tags: {
        parameters: {
            query?: {
                /** @description A field of the kind tags; default: the first there is. */
                field?: components["parameters"]["Field"];
                /** @description A part of the tag. */
                q?: components["parameters"]["Q2"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["TagsDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_terms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["TermsDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_events: {
        parameters: {
            query?: {
                /** @description The cursor `next` of the page before. */
                after?: components["parameters"]["After2"];
                /** @description Rows of a page. */
                limit?: number;
                /** @description Codes of kinds, with commas between; all without it. */
                kinds?: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            key: string;
                            /** Format: date-time */
                            at: string;
                            kind: string | null;
                            label: string | null;
                            on: {
                                object: string;
                                /** Format: int64 */
                                id: number;
                            } | string | null;
                            properties: {
                                [key: string]: unknown;
                            };
                            visitor: boolean;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_explain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["AudienceBody"];
        responses: {
            200: components["responses"]["ExplainDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_measures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["MeasuresDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_personal_data: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        erased: boolean;
                        records: {
                            object: string;
                            label: string;
                            /** Format: int64 */
                            count: number;
                            /** Format: int64 */
                            emptied: number;
                            /** Format: int64 */
                            kept: number;
                        }[];
                        others: {
                            object: string;
                            label: string;
                            /** Format: int64 */
                            count: number;
                            /** Format: int64 */
                            emptied: number;
                            /** Format: int64 */
                            kept: number;
                        }[];
                        /** Format: int64 */
                        files: number;
                        /** Format: int64 */
                        temporary: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_personal_data_erase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["EraseBody"];
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        change_set: number;
                        records: {
                            [key: string]: number;
                        };
                        /** Format: int64 */
                        files: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_personal_data_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["EraseBody"];
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            [key: string]: unknown;
                        };
                        html: string;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_quality: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["QualityDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_segments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SegmentsDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_self_service: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    send?: boolean;
                };
            };
        };
        responses: {
            /** @description Good. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sent: boolean;
                        link: string | null;
                        /** Format: date-time */
                        until: string;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_self_service_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        links: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_suggestions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            id: number;
                            field: string;
                            label: string;
                            value: unknown;
                            raw: string;
                            before: unknown;
                            confidence: number;
                            /** Format: date-time */
                            at: string;
                            source: {
                                object: string;
                                label: string;
                                /** Format: int64 */
                                id: number;
                                /** Format: date-time */
                                at: string | null;
                            } | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    customers_visitors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["VisitorsDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_list: {
        parameters: {
            query: {
                /** @description The object. */
                object: string;
                /** @description later: those that are put off. */
                state?: "open" | "later";
                /** @description Groups that are at least so probable. */
                least?: number;
                /** @description Rows of a page. */
                limit?: number;
                /** @description The cursor `next` of the page before. */
                after?: components["parameters"]["After2"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groups: {
                            /** Format: int64 */
                            id: number;
                            object: string;
                            probability: number;
                            until: string | null;
                            /** Format: date-time */
                            at: string;
                            /** Format: int64 */
                            size: number;
                            records: {
                                [key: string]: unknown;
                            }[];
                            pairs: {
                                /** Format: int64 */
                                first: number;
                                /** Format: int64 */
                                second: number;
                                probability: number;
                                reasons: string;
                            }[];
                        }[];
                        next: string | null;
                        /** Format: int64 */
                        total: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_decisions: {
        parameters: {
            query: {
                /** @description The object. */
                object: string;
                /** @description Rows of a page. */
                limit?: number;
                /** @description The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        decisions: {
                            /** Format: date-time */
                            at: string;
                            by: components["schemas"]["Link"] | null;
                            /** Format: int64 */
                            size: number;
                            records: {
                                [key: string]: unknown;
                            }[];
                        }[];
                        /** Format: date-time */
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_decisions_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                    /** Format: date-time */
                    at: string;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                    least?: number;
                    /** @enum {string} */
                    keep?: "complete" | "newest" | "oldest";
                };
            };
        };
        responses: {
            202: components["responses"]["Bulk202"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_scan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                };
            };
        };
        responses: {
            202: components["responses"]["Bulk202"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            object: string;
                            label: string;
                            compared: string[];
                            at: string | null;
                            seconds: number | null;
                            /** Format: int64 */
                            records: number | null;
                            /** Format: int64 */
                            open: number;
                            /** Format: int64 */
                            later: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_sure: {
        parameters: {
            query: {
                /** @description The object. */
                object: string;
                /** @description Groups that are at least so probable. */
                least?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        groups: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        id: number;
                        object: string;
                        probability: number;
                        until: string | null;
                        /** Format: date-time */
                        at: string;
                        /** Format: int64 */
                        size: number;
                        records: {
                            [key: string]: unknown;
                        }[];
                        pairs: {
                            /** Format: int64 */
                            first: number;
                            /** Format: int64 */
                            second: number;
                            probability: number;
                            reasons: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_different: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    records?: number[];
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    duplicates_later: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    until: string | null;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    import_sources_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            id: number;
                            /** Format: date-time */
                            next_at: string | null;
                            /** Format: date-time */
                            last_at: string | null;
                            running: boolean;
                            outcome: ("taken" | "nothing" | "known" | "waits" | "failed") | null;
                            error: components["schemas"]["Fault"] | null;
                            /** Format: int64 */
                            failures: number;
                            object: string;
                            template_changed: boolean;
                            header: string | null;
                            person: components["schemas"]["Link"] | null;
                        }[];
                        folders: boolean;
                        mail: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    import_sources_header: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    header: string | null;
                    value: string | null;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        header: string | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    import_sources_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["DropBody"];
        responses: {
            202: components["responses"]["DropDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    import_sources_runs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            outcome: "taken" | "nothing" | "known" | "waits" | "failed";
                            name: string | null;
                            error: components["schemas"]["Fault"] | null;
                            /** Format: int64 */
                            job: number | null;
                            state: string | null;
                            counts: {
                                [key: string]: number;
                            };
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Good. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        upload: string;
                        name: string;
                        /** Format: int64 */
                        size: number;
                        sheets: {
                            name: string;
                            /** Format: int64 */
                            rows: number;
                            hidden: boolean;
                        }[];
                        encoding: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                        encodings: {
                            /** @enum {string} */
                            encoding: "utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed";
                            confidence: number;
                            undecodable: number[];
                            /** Format: int64 */
                            undecodable_count: number;
                        }[];
                        delimiter: string | null;
                        delimiter_confidence: number;
                        named_otherwise: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_alike: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int64 */
                    column: number;
                    value: string;
                    instead: string;
                    /** Format: int64 */
                    row: number;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        upload: string;
                        /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                        plan: {
                            object: string;
                            sheet?: string | null;
                            encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                            delimiter?: ("," | "\t" | ";" | "|") | null;
                            /** Format: int64 */
                            header_row?: number | null;
                            /** Format: int64 */
                            header_rows?: number | null;
                            mapping?: {
                                [key: string]: string | null;
                            } | null;
                            mode?: ("create" | "update" | "upsert") | null;
                            match?: string | null;
                            defaults?: Record<string, unknown> | null;
                            bad_cells?: ("refuse" | "leave_out") | null;
                            existing?: ("replace" | "fill") | null;
                            append?: boolean | null;
                            also_match?: string[] | null;
                            made?: {
                                columns: number[];
                                sign?: string;
                                /** Format: int64 */
                                part?: number | null;
                                /** Format: int64 */
                                parts?: number;
                            }[] | null;
                            words?: {
                                [key: string]: {
                                    [key: string]: string | null;
                                };
                            } | null;
                            dates?: {
                                [key: string]: "dmy" | "mdy";
                            } | null;
                            checked?: boolean | null;
                        };
                        /** Format: int64 */
                        generation: number;
                        /** Format: int64 */
                        rows: number;
                        /** Format: int64 */
                        total: number;
                        /** Format: int64 */
                        checked: number;
                        done: boolean;
                        stopped: boolean;
                        /** Format: int64 */
                        job: number | null;
                        /** Format: int64 */
                        checker: number | null;
                        counts: {
                            [key: string]: number;
                        };
                        /** Format: int64 */
                        mended: number;
                        problems: {
                            field: string;
                            label: string | null;
                            columns: number[];
                            code: string;
                            message: string;
                            /** Format: int64 */
                            count: number;
                            /** Format: int64 */
                            row: number;
                        }[];
                        columns: {
                            /** Format: int64 */
                            index: number;
                            header: string;
                            field: string | null;
                            label: string | null;
                            made: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_checked: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        upload: string;
                        /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                        plan: {
                            object: string;
                            sheet?: string | null;
                            encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                            delimiter?: ("," | "\t" | ";" | "|") | null;
                            /** Format: int64 */
                            header_row?: number | null;
                            /** Format: int64 */
                            header_rows?: number | null;
                            mapping?: {
                                [key: string]: string | null;
                            } | null;
                            mode?: ("create" | "update" | "upsert") | null;
                            match?: string | null;
                            defaults?: Record<string, unknown> | null;
                            bad_cells?: ("refuse" | "leave_out") | null;
                            existing?: ("replace" | "fill") | null;
                            append?: boolean | null;
                            also_match?: string[] | null;
                            made?: {
                                columns: number[];
                                sign?: string;
                                /** Format: int64 */
                                part?: number | null;
                                /** Format: int64 */
                                parts?: number;
                            }[] | null;
                            words?: {
                                [key: string]: {
                                    [key: string]: string | null;
                                };
                            } | null;
                            dates?: {
                                [key: string]: "dmy" | "mdy";
                            } | null;
                            checked?: boolean | null;
                        };
                        /** Format: int64 */
                        generation: number;
                        /** Format: int64 */
                        rows: number;
                        /** Format: int64 */
                        total: number;
                        /** Format: int64 */
                        checked: number;
                        done: boolean;
                        stopped: boolean;
                        /** Format: int64 */
                        job: number | null;
                        /** Format: int64 */
                        checker: number | null;
                        counts: {
                            [key: string]: number;
                        };
                        /** Format: int64 */
                        mended: number;
                        problems: {
                            field: string;
                            label: string | null;
                            columns: number[];
                            code: string;
                            message: string;
                            /** Format: int64 */
                            count: number;
                            /** Format: int64 */
                            row: number;
                        }[];
                        columns: {
                            /** Format: int64 */
                            index: number;
                            header: string;
                            field: string | null;
                            label: string | null;
                            made: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                    sheet?: string | null;
                    encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                    delimiter?: ("," | "\t" | ";" | "|") | null;
                    /** Format: int64 */
                    header_row?: number | null;
                    /** Format: int64 */
                    header_rows?: number | null;
                    mapping?: {
                        [key: string]: string | null;
                    } | null;
                    mode?: ("create" | "update" | "upsert") | null;
                    match?: string | null;
                    defaults?: Record<string, unknown> | null;
                    bad_cells?: ("refuse" | "leave_out") | null;
                    existing?: ("replace" | "fill") | null;
                    append?: boolean | null;
                    also_match?: string[] | null;
                    made?: {
                        columns: number[];
                        sign?: string;
                        /** Format: int64 */
                        part?: number | null;
                        /** Format: int64 */
                        parts?: number;
                    }[] | null;
                    words?: {
                        [key: string]: {
                            [key: string]: string | null;
                        };
                    } | null;
                    dates?: {
                        [key: string]: "dmy" | "mdy";
                    } | null;
                    checked?: boolean | null;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        upload: string;
                        /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                        plan: {
                            object: string;
                            sheet?: string | null;
                            encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                            delimiter?: ("," | "\t" | ";" | "|") | null;
                            /** Format: int64 */
                            header_row?: number | null;
                            /** Format: int64 */
                            header_rows?: number | null;
                            mapping?: {
                                [key: string]: string | null;
                            } | null;
                            mode?: ("create" | "update" | "upsert") | null;
                            match?: string | null;
                            defaults?: Record<string, unknown> | null;
                            bad_cells?: ("refuse" | "leave_out") | null;
                            existing?: ("replace" | "fill") | null;
                            append?: boolean | null;
                            also_match?: string[] | null;
                            made?: {
                                columns: number[];
                                sign?: string;
                                /** Format: int64 */
                                part?: number | null;
                                /** Format: int64 */
                                parts?: number;
                            }[] | null;
                            words?: {
                                [key: string]: {
                                    [key: string]: string | null;
                                };
                            } | null;
                            dates?: {
                                [key: string]: "dmy" | "mdy";
                            } | null;
                            checked?: boolean | null;
                        };
                        /** Format: int64 */
                        generation: number;
                        /** Format: int64 */
                        rows: number;
                        /** Format: int64 */
                        total: number;
                        /** Format: int64 */
                        checked: number;
                        done: boolean;
                        stopped: boolean;
                        /** Format: int64 */
                        job: number | null;
                        /** Format: int64 */
                        checker: number | null;
                        counts: {
                            [key: string]: number;
                        };
                        /** Format: int64 */
                        mended: number;
                        problems: {
                            field: string;
                            label: string | null;
                            columns: number[];
                            code: string;
                            message: string;
                            /** Format: int64 */
                            count: number;
                            /** Format: int64 */
                            row: number;
                        }[];
                        columns: {
                            /** Format: int64 */
                            index: number;
                            header: string;
                            field: string | null;
                            label: string | null;
                            made: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_choose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int64 */
                    row: number;
                    /** @enum {string} */
                    way: "only" | "out" | "in";
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        upload: string;
                        /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                        plan: {
                            object: string;
                            sheet?: string | null;
                            encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                            delimiter?: ("," | "\t" | ";" | "|") | null;
                            /** Format: int64 */
                            header_row?: number | null;
                            /** Format: int64 */
                            header_rows?: number | null;
                            mapping?: {
                                [key: string]: string | null;
                            } | null;
                            mode?: ("create" | "update" | "upsert") | null;
                            match?: string | null;
                            defaults?: Record<string, unknown> | null;
                            bad_cells?: ("refuse" | "leave_out") | null;
                            existing?: ("replace" | "fill") | null;
                            append?: boolean | null;
                            also_match?: string[] | null;
                            made?: {
                                columns: number[];
                                sign?: string;
                                /** Format: int64 */
                                part?: number | null;
                                /** Format: int64 */
                                parts?: number;
                            }[] | null;
                            words?: {
                                [key: string]: {
                                    [key: string]: string | null;
                                };
                            } | null;
                            dates?: {
                                [key: string]: "dmy" | "mdy";
                            } | null;
                            checked?: boolean | null;
                        };
                        /** Format: int64 */
                        generation: number;
                        rows: {
                            /** Format: int64 */
                            row: number;
                            cells: string[];
                            cut: number[];
                            mended: number[];
                            errors: {
                                [key: string]: components["schemas"]["Fault"];
                            };
                            /** @enum {string} */
                            outcome: "created" | "updated" | "unchanged" | "refused" | "skipped";
                            left_out: boolean;
                            /** Format: int64 */
                            first: number | null;
                        }[];
                        /** Format: int64 */
                        total: number;
                        /** Format: int64 */
                        checked: number;
                        done: boolean;
                        stopped: boolean;
                        /** Format: int64 */
                        job: number | null;
                        /** Format: int64 */
                        checker: number | null;
                        counts: {
                            [key: string]: number;
                        };
                        /** Format: int64 */
                        mended: number;
                        problems: {
                            field: string;
                            label: string | null;
                            columns: number[];
                            code: string;
                            message: string;
                            /** Format: int64 */
                            count: number;
                            /** Format: int64 */
                            row: number;
                        }[];
                        columns: {
                            /** Format: int64 */
                            index: number;
                            header: string;
                            field: string | null;
                            label: string | null;
                            made: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_codes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                    sheet?: string | null;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        column: string;
                        codes: string[];
                        cut: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_linked_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sheets?: {
                        /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                        plan: {
                            object: string;
                            sheet?: string | null;
                            encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                            delimiter?: ("," | "\t" | ";" | "|") | null;
                            /** Format: int64 */
                            header_row?: number | null;
                            /** Format: int64 */
                            header_rows?: number | null;
                            mapping?: {
                                [key: string]: string | null;
                            } | null;
                            mode?: ("create" | "update" | "upsert") | null;
                            match?: string | null;
                            defaults?: Record<string, unknown> | null;
                            bad_cells?: ("refuse" | "leave_out") | null;
                            existing?: ("replace" | "fill") | null;
                            append?: boolean | null;
                            also_match?: string[] | null;
                            made?: {
                                columns: number[];
                                sign?: string;
                                /** Format: int64 */
                                part?: number | null;
                                /** Format: int64 */
                                parts?: number;
                            }[] | null;
                            words?: {
                                [key: string]: {
                                    [key: string]: string | null;
                                };
                            } | null;
                            dates?: {
                                [key: string]: "dmy" | "mdy";
                            } | null;
                            checked?: boolean | null;
                        };
                        links?: {
                            field: string;
                            /** Format: int64 */
                            column?: number | null;
                            sheet?: string | null;
                            /** Format: int64 */
                            key?: number | null;
                            /** Format: int64 */
                            record?: number | null;
                        }[] | null;
                    }[] | null;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sheets: {
                            sheet: string;
                            /** Format: int64 */
                            rows: number;
                            hidden: boolean;
                            objects: {
                                object: string;
                                confidence: number;
                                allowed: boolean;
                            }[];
                            /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                            plan: {
                                object: string;
                                sheet?: string | null;
                                encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                                delimiter?: ("," | "\t" | ";" | "|") | null;
                                /** Format: int64 */
                                header_row?: number | null;
                                /** Format: int64 */
                                header_rows?: number | null;
                                mapping?: {
                                    [key: string]: string | null;
                                } | null;
                                mode?: ("create" | "update" | "upsert") | null;
                                match?: string | null;
                                defaults?: Record<string, unknown> | null;
                                bad_cells?: ("refuse" | "leave_out") | null;
                                existing?: ("replace" | "fill") | null;
                                append?: boolean | null;
                                also_match?: string[] | null;
                                made?: {
                                    columns: number[];
                                    sign?: string;
                                    /** Format: int64 */
                                    part?: number | null;
                                    /** Format: int64 */
                                    parts?: number;
                                }[] | null;
                                words?: {
                                    [key: string]: {
                                        [key: string]: string | null;
                                    };
                                } | null;
                                dates?: {
                                    [key: string]: "dmy" | "mdy";
                                } | null;
                                checked?: boolean | null;
                            } | null;
                            /** Format: int64 */
                            total: number;
                            columns: {
                                /** Format: int64 */
                                index: number;
                                header: string;
                                samples: string[];
                                field: string | null;
                            }[];
                            links: {
                                field: string;
                                label: string;
                                to: string;
                                required: boolean;
                                /** Format: int64 */
                                column: number | null;
                                sheet: string | null;
                                /** Format: int64 */
                                key: number | null;
                                /** Format: int64 */
                                record: number | null;
                                later: boolean;
                                /** Format: int64 */
                                rows: number;
                                /** Format: int64 */
                                found: number;
                                /** Format: int64 */
                                records: number;
                                /** Format: int64 */
                                missing: number;
                                /** Format: int64 */
                                twice: number;
                                /** Format: int64 */
                                blank: number;
                                exact: boolean;
                                examples: {
                                    /** Format: int64 */
                                    row: number;
                                    value: string;
                                    /** @enum {string} */
                                    why: "missing" | "twice";
                                }[];
                            }[];
                        }[];
                        order: string[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_linked_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sheets?: {
                        /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                        plan: {
                            object: string;
                            sheet?: string | null;
                            encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                            delimiter?: ("," | "\t" | ";" | "|") | null;
                            /** Format: int64 */
                            header_row?: number | null;
                            /** Format: int64 */
                            header_rows?: number | null;
                            mapping?: {
                                [key: string]: string | null;
                            } | null;
                            mode?: ("create" | "update" | "upsert") | null;
                            match?: string | null;
                            defaults?: Record<string, unknown> | null;
                            bad_cells?: ("refuse" | "leave_out") | null;
                            existing?: ("replace" | "fill") | null;
                            append?: boolean | null;
                            also_match?: string[] | null;
                            made?: {
                                columns: number[];
                                sign?: string;
                                /** Format: int64 */
                                part?: number | null;
                                /** Format: int64 */
                                parts?: number;
                            }[] | null;
                            words?: {
                                [key: string]: {
                                    [key: string]: string | null;
                                };
                            } | null;
                            dates?: {
                                [key: string]: "dmy" | "mdy";
                            } | null;
                            checked?: boolean | null;
                        };
                        links?: {
                            field: string;
                            /** Format: int64 */
                            column?: number | null;
                            sheet?: string | null;
                            /** Format: int64 */
                            key?: number | null;
                            /** Format: int64 */
                            record?: number | null;
                        }[] | null;
                    }[] | null;
                };
            };
        };
        responses: {
            202: components["responses"]["Bulk202"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_linked_try: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sheets?: {
                        /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                        plan: {
                            object: string;
                            sheet?: string | null;
                            encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                            delimiter?: ("," | "\t" | ";" | "|") | null;
                            /** Format: int64 */
                            header_row?: number | null;
                            /** Format: int64 */
                            header_rows?: number | null;
                            mapping?: {
                                [key: string]: string | null;
                            } | null;
                            mode?: ("create" | "update" | "upsert") | null;
                            match?: string | null;
                            defaults?: Record<string, unknown> | null;
                            bad_cells?: ("refuse" | "leave_out") | null;
                            existing?: ("replace" | "fill") | null;
                            append?: boolean | null;
                            also_match?: string[] | null;
                            made?: {
                                columns: number[];
                                sign?: string;
                                /** Format: int64 */
                                part?: number | null;
                                /** Format: int64 */
                                parts?: number;
                            }[] | null;
                            words?: {
                                [key: string]: {
                                    [key: string]: string | null;
                                };
                            } | null;
                            dates?: {
                                [key: string]: "dmy" | "mdy";
                            } | null;
                            checked?: boolean | null;
                        };
                        links?: {
                            field: string;
                            /** Format: int64 */
                            column?: number | null;
                            sheet?: string | null;
                            /** Format: int64 */
                            key?: number | null;
                            /** Format: int64 */
                            record?: number | null;
                        }[] | null;
                    }[] | null;
                };
            };
        };
        responses: {
            202: components["responses"]["Bulk202"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                    sheet?: string | null;
                    encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                    delimiter?: ("," | "\t" | ";" | "|") | null;
                    /** Format: int64 */
                    header_row?: number | null;
                    /** Format: int64 */
                    header_rows?: number | null;
                    mapping?: {
                        [key: string]: string | null;
                    } | null;
                    mode?: ("create" | "update" | "upsert") | null;
                    match?: string | null;
                    defaults?: Record<string, unknown> | null;
                    bad_cells?: ("refuse" | "leave_out") | null;
                    existing?: ("replace" | "fill") | null;
                    append?: boolean | null;
                    also_match?: string[] | null;
                    made?: {
                        columns: number[];
                        sign?: string;
                        /** Format: int64 */
                        part?: number | null;
                        /** Format: int64 */
                        parts?: number;
                    }[] | null;
                    words?: {
                        [key: string]: {
                            [key: string]: string | null;
                        };
                    } | null;
                    dates?: {
                        [key: string]: "dmy" | "mdy";
                    } | null;
                    checked?: boolean | null;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        header_row: number;
                        /** Format: int64 */
                        header_rows: number;
                        reasons: {
                            code: string;
                            /** Format: int64 */
                            row: number;
                        }[];
                        columns: {
                            /** Format: int64 */
                            index: number;
                            header: string;
                            samples: string[];
                            field: string | null;
                            part: string | null;
                            confidence: number;
                            by: ("heading" | "values" | "person") | null;
                            made: boolean;
                            unclear: boolean;
                        }[];
                        rows: {
                            /** Format: int64 */
                            row: number;
                            cells: string[];
                            values: {
                                [key: string]: unknown;
                            };
                            errors: {
                                [key: string]: components["schemas"]["Fault"];
                            };
                            notes: {
                                [key: string]: components["schemas"]["Fault"];
                            };
                            /** @enum {string} */
                            outcome: "created" | "updated" | "unchanged" | "refused";
                        }[];
                        /** Format: int64 */
                        total: number;
                        encoding: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                        delimiter: string | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_rows: {
        parameters: {
            query?: {
                /** @description From which place on, counted from 0. */
                at?: number;
                /** @description How many rows. */
                limit?: number;
                /** @description 1: only rows with faults. */
                wrong?: 0 | 1;
                /** @description Only rows with a fault of this field. */
                field?: string;
                /** @description Only rows with this fault; rows that are equal stand together. */
                code?: string;
            };
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        at: number;
                        /** Format: int64 */
                        count: number;
                        rows: {
                            /** Format: int64 */
                            row: number;
                            cells: string[];
                            cut: number[];
                            mended: number[];
                            errors: {
                                [key: string]: components["schemas"]["Fault"];
                            };
                            /** @enum {string} */
                            outcome: "created" | "updated" | "unchanged" | "refused" | "skipped";
                            left_out: boolean;
                            /** Format: int64 */
                            first: number | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_mend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cells: {
                        /** Format: int64 */
                        row: number;
                        /** Format: int64 */
                        column: number;
                        value: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        upload: string;
                        /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                        plan: {
                            object: string;
                            sheet?: string | null;
                            encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                            delimiter?: ("," | "\t" | ";" | "|") | null;
                            /** Format: int64 */
                            header_row?: number | null;
                            /** Format: int64 */
                            header_rows?: number | null;
                            mapping?: {
                                [key: string]: string | null;
                            } | null;
                            mode?: ("create" | "update" | "upsert") | null;
                            match?: string | null;
                            defaults?: Record<string, unknown> | null;
                            bad_cells?: ("refuse" | "leave_out") | null;
                            existing?: ("replace" | "fill") | null;
                            append?: boolean | null;
                            also_match?: string[] | null;
                            made?: {
                                columns: number[];
                                sign?: string;
                                /** Format: int64 */
                                part?: number | null;
                                /** Format: int64 */
                                parts?: number;
                            }[] | null;
                            words?: {
                                [key: string]: {
                                    [key: string]: string | null;
                                };
                            } | null;
                            dates?: {
                                [key: string]: "dmy" | "mdy";
                            } | null;
                            checked?: boolean | null;
                        };
                        /** Format: int64 */
                        generation: number;
                        rows: {
                            /** Format: int64 */
                            row: number;
                            cells: string[];
                            cut: number[];
                            mended: number[];
                            errors: {
                                [key: string]: components["schemas"]["Fault"];
                            };
                            /** @enum {string} */
                            outcome: "created" | "updated" | "unchanged" | "refused" | "skipped";
                            left_out: boolean;
                            /** Format: int64 */
                            first: number | null;
                        }[];
                        /** Format: int64 */
                        total: number;
                        /** Format: int64 */
                        checked: number;
                        done: boolean;
                        stopped: boolean;
                        /** Format: int64 */
                        job: number | null;
                        /** Format: int64 */
                        checker: number | null;
                        counts: {
                            [key: string]: number;
                        };
                        /** Format: int64 */
                        mended: number;
                        problems: {
                            field: string;
                            label: string | null;
                            columns: number[];
                            code: string;
                            message: string;
                            /** Format: int64 */
                            count: number;
                            /** Format: int64 */
                            row: number;
                        }[];
                        columns: {
                            /** Format: int64 */
                            index: number;
                            header: string;
                            field: string | null;
                            label: string | null;
                            made: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                    sheet?: string | null;
                    encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                    delimiter?: ("," | "\t" | ";" | "|") | null;
                    /** Format: int64 */
                    header_row?: number | null;
                    /** Format: int64 */
                    header_rows?: number | null;
                    mapping?: {
                        [key: string]: string | null;
                    } | null;
                    mode?: ("create" | "update" | "upsert") | null;
                    match?: string | null;
                    defaults?: Record<string, unknown> | null;
                    bad_cells?: ("refuse" | "leave_out") | null;
                    existing?: ("replace" | "fill") | null;
                    append?: boolean | null;
                    also_match?: string[] | null;
                    made?: {
                        columns: number[];
                        sign?: string;
                        /** Format: int64 */
                        part?: number | null;
                        /** Format: int64 */
                        parts?: number;
                    }[] | null;
                    words?: {
                        [key: string]: {
                            [key: string]: string | null;
                        };
                    } | null;
                    dates?: {
                        [key: string]: "dmy" | "mdy";
                    } | null;
                    checked?: boolean | null;
                };
            };
        };
        responses: {
            202: components["responses"]["Bulk202"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    imports_values: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: components["parameters"]["Upload"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How a file becomes records; what is missing or null is proposed. `header_row` 0: there are none. */
                    plan: {
                        object: string;
                        sheet?: string | null;
                        encoding?: ("utf-8" | "utf-16-le" | "utf-16-be" | "gb18030" | "big5" | "mixed") | null;
                        delimiter?: ("," | "\t" | ";" | "|") | null;
                        /** Format: int64 */
                        header_row?: number | null;
                        /** Format: int64 */
                        header_rows?: number | null;
                        mapping?: {
                            [key: string]: string | null;
                        } | null;
                        mode?: ("create" | "update" | "upsert") | null;
                        match?: string | null;
                        defaults?: Record<string, unknown> | null;
                        bad_cells?: ("refuse" | "leave_out") | null;
                        existing?: ("replace" | "fill") | null;
                        append?: boolean | null;
                        also_match?: string[] | null;
                        made?: {
                            columns: number[];
                            sign?: string;
                            /** Format: int64 */
                            part?: number | null;
                            /** Format: int64 */
                            parts?: number;
                        }[] | null;
                        words?: {
                            [key: string]: {
                                [key: string]: string | null;
                            };
                        } | null;
                        dates?: {
                            [key: string]: "dmy" | "mdy";
                        } | null;
                        checked?: boolean | null;
                    };
                    /** Format: int64 */
                    column: number;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        field: string;
                        rows: {
                            value: string;
                            /** Format: int64 */
                            count: number;
                            instead: string | null;
                            means: string | null;
                            fault: components["schemas"]["Fault"] | null;
                            proposals: string[];
                        }[];
                    } & {
                        [key: string]: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    jobs_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Jobs"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    jobs_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    jobs_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    jobs_undo: {
        parameters: {
            query?: {
                /** @description 1: also put back what was changed again since. */
                force?: 0 | 1;
            };
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Bulk202"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    join_requests_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            id: number;
                            object: string;
                            record: components["schemas"]["Link"] | null;
                            person: components["schemas"]["Link"];
                            reason: string;
                            /** Format: date-time */
                            at: string;
                            state: string;
                            mine: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    join_requests_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accept: boolean;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    me_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeGiven"];
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    me_companies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Companies"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    me_company: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyGiven"];
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    me_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewGiven"];
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    me_view_end: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DropDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    measures_try_definition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                    definition: {
                        [key: string]: unknown;
                    };
                    code?: string;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        definition: string;
                        kind: string;
                        sample: {
                            record: components["schemas"]["Link"];
                            value: unknown;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    measures_details: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        understood: boolean;
                        definition: string;
                        /** Format: date-time */
                        computed_at: string | null;
                        by_time: boolean;
                        kind: string | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    measures_uses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            object: string;
                            label: string;
                            plural: string;
                            /** Format: int64 */
                            id: number;
                            title: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    people_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordMade"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    privacy_inventory: {
        parameters: {
            query?: {
                /** @description 1: also fields that tell nothing of a person. */
                all?: 0 | 1;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            object: string;
                            object_label: string;
                            field: string;
                            label: string;
                            kind: string;
                            custom: boolean;
                            /** @enum {string} */
                            sensitivity: "ordinary" | "personal" | "sensitive" | "secret";
                            sensitivity_label: string;
                            /** @enum {string} */
                            purpose: "identify" | "contact" | "service" | "deliver" | "pay" | "care" | "analyse";
                            purpose_label: string;
                            sealed: boolean;
                            whole: string[];
                            masked: string[];
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    programmes_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        treated: {
                            /** Format: int64 */
                            count: number;
                            /** Format: int64 */
                            bought: number;
                            mean: number;
                        } | null;
                        held_out: {
                            /** Format: int64 */
                            count: number;
                            /** Format: int64 */
                            bought: number;
                            mean: number;
                        } | null;
                        difference: {
                            a_head: number;
                            low: number;
                            high: number;
                            sure: boolean;
                        } | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    quality_company: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        objects: {
                            object: string;
                            label: string;
                            /** Format: int64 */
                            records: number;
                            score: number | null;
                            /** Format: date-time */
                            at: string | null;
                            dimensions: {
                                /** @enum {string} */
                                dimension: "complete" | "valid" | "fresh" | "unique";
                                label: string;
                                score: number;
                            }[];
                            rules: {
                                /** Format: int64 */
                                rule: number;
                                label: string;
                                /** @enum {string} */
                                dimension: "complete" | "valid" | "fresh" | "unique";
                                dimension_label: string;
                                /** Format: int64 */
                                weight: number;
                                definition: string;
                                /** Format: int64 */
                                count: number | null;
                                gain: number;
                                where: components["schemas"]["Condition"];
                            }[];
                            trend: {
                                day: string;
                                /** Format: int64 */
                                records: number;
                                score: number;
                            }[];
                        }[];
                        report: {
                            week: string;
                            objects: {
                                object: string;
                                label: string;
                                /** Format: int64 */
                                records: number;
                                score: number;
                                before: number | null;
                                rules: {
                                    label: string;
                                    /** Format: int64 */
                                    count: number;
                                    /** Format: int64 */
                                    before: number | null;
                                }[];
                            }[];
                        } | null;
                        running: boolean;
                        mailed: boolean | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    quality_mail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    wanted: boolean;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        wanted: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    quality_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["Bulk202"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["InConflict"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    regions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Region"][];
                };
            };
            304: components["responses"]["Get304"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    retention_rules_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        object: string;
                        /** Format: int64 */
                        count: number;
                        rows: {
                            /** Format: int64 */
                            id: number;
                            title: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    reveals: {
        parameters: {
            query?: {
                /** @description The cursor `next` of the page before. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reveals"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    roles_effect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EffectAsked"];
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Effect"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    schemes_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    definition: {
                        [key: string]: unknown;
                    };
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        number: number;
                        /** @enum {string} */
                        state: "draft" | "planned" | "published" | "retired";
                        definition: {
                            [key: string]: unknown;
                        };
                        cuts: {
                            [key: string]: unknown;
                        };
                        note: string;
                        /** Format: date-time */
                        at: string;
                        by: components["schemas"]["Link"] | null;
                        /** Format: date-time */
                        publish_at: string | null;
                        /** Format: date-time */
                        published_at: string | null;
                        /** Format: date-time */
                        retired_at: string | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    schemes_moves: {
        parameters: {
            query: {
                /** @description A moment. */
                first: string;
                /** @description A later one. */
                last: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            from: string | null;
                            to: string | null;
                            /** Format: int64 */
                            count: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    schemes_reports: {
        parameters: {
            query: {
                /** @description Which sort. */
                about: "run" | "evaluation" | "review";
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            id: number;
                            /** Format: date-time */
                            at: string;
                        }[];
                        newest: {
                            /** Format: int64 */
                            id: number;
                            /** @enum {string} */
                            kind: "run" | "evaluation" | "review";
                            /** Format: date-time */
                            at: string;
                            body: {
                                [key: string]: unknown;
                            };
                        } | null;
                        mailed: boolean;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    schemes_make_report: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "evaluation" | "review";
                };
            };
        };
        responses: {
            202: components["responses"]["Bulk202"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    schemes_requests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            id: number;
                            record: components["schemas"]["Link"];
                            class: string;
                            reason: string;
                            /** Format: date-time */
                            until: string | null;
                            by: components["schemas"]["Link"] | null;
                            /** Format: date-time */
                            at: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    schemes_through: {
        parameters: {
            query?: {
                /** @description A class. */
                first?: string;
                /** @description Another class. */
                then?: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        times: {
                            class: string;
                            /** Format: int64 */
                            here: number;
                            /** Format: int64 */
                            days_here: number | null;
                            /** Format: int64 */
                            left: number;
                            /** Format: int64 */
                            days_until_left: number | null;
                        }[];
                        months: {
                            month: string;
                            /** Format: int64 */
                            came: number;
                            /** Format: int64 */
                            went: number;
                            within: {
                                /** Format: int64 */
                                days: number;
                                /** Format: int64 */
                                count: number;
                            }[];
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    schemes_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            number: number;
                            /** @enum {string} */
                            state: "draft" | "planned" | "published" | "retired";
                            definition: {
                                [key: string]: unknown;
                            };
                            cuts: {
                                [key: string]: unknown;
                            };
                            note: string;
                            /** Format: date-time */
                            at: string;
                            by: components["schemas"]["Link"] | null;
                            /** Format: date-time */
                            publish_at: string | null;
                            /** Format: date-time */
                            published_at: string | null;
                            /** Format: date-time */
                            retired_at: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    schemes_try: {
        parameters: {
            query?: {
                /** @description Another version to compare with, not what is in force. */
                against?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                number: components["parameters"]["Number"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cuts: {
                            [key: string]: unknown;
                        };
                        moves: {
                            from: string | null;
                            to: string | null;
                            /** Format: int64 */
                            count: number;
                        }[];
                        sample: {
                            record: components["schemas"]["Link"];
                            from: string | null;
                            to: string | null;
                            /** Format: int64 */
                            score: number | null;
                        }[];
                        never: string[];
                        parts: {
                            words: string;
                            class: string | null;
                            /** Format: int64 */
                            points: number | null;
                            /** Format: int64 */
                            count: number;
                        }[];
                        /** Format: int64 */
                        overlap: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    search: {
        parameters: {
            query?: {
                /** @description What a person types: characters, pinyin, initials, codes, tails of numbers. */
                q?: string;
                /** @description Names of objects with commas; all when absent. */
                objects?: string;
                /** @description Rows of a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hits"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    segment_overlap: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    segments: number[];
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        segments: {
                            /** Format: int64 */
                            id: number;
                            title: string;
                            /** Format: int64 */
                            count: number;
                        }[];
                        parts: {
                            segments: number[];
                            /** Format: int64 */
                            count: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    segments_members: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    add?: number[];
                    remove?: number[];
                    codes?: string[];
                };
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        added: number;
                        /** Format: int64 */
                        removed: number;
                        /** Format: int64 */
                        unknown: number;
                        unknown_codes: string[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    segments_passages: {
        parameters: {
            query?: {
                /** @description The `next` of the page before. */
                after?: number;
                /** @description 1: who came, 0: who went. */
                entered?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            /** Format: int64 */
                            id: number;
                            record: components["schemas"]["Link"];
                            /** Format: date-time */
                            at: string;
                            entered: boolean;
                            values: {
                                field: string;
                                label: string;
                                value: unknown;
                            }[];
                        }[];
                        /** Format: int64 */
                        next: number | null;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    segments_snapshot: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Good. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        id: number;
                        /** Format: int64 */
                        members: number;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    settings_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsGiven"];
            };
        };
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    suggestions_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: {
                            record: {
                                object: string;
                                /** Format: int64 */
                                id: number;
                                title: string;
                            };
                            /** Format: int64 */
                            id: number;
                            field: string;
                            label: string;
                            value: unknown;
                            raw: string;
                            before: unknown;
                            confidence: number;
                            /** Format: date-time */
                            at: string;
                            source: {
                                object: string;
                                label: string;
                                /** Format: int64 */
                                id: number;
                                /** Format: date-time */
                                at: string | null;
                            } | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    tokens_list: {
        parameters: {
            query?: {
                /** @description Whose; default: one's own. */
                person?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    tokens_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenGiven"];
            };
        };
        responses: {
            /** @description Good. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"] & components["schemas"]["TokenMade"];
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    tokens_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer, and the work is done once. Kept for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DropDone"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InConflict"];
            422: components["responses"]["Refused"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    tracking_sites_snippet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        public_id: string;
                        path: string;
                        script: string;
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    web_forms_page: {
        parameters: {
            query?: {
                /** @description Of how many days the numbers are. */
                days?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        public_id: string;
                        path: string;
                        script: string;
                        days: {
                            on: string;
                            /** Format: int64 */
                            seen: number;
                            /** Format: int64 */
                            started: number;
                            /** Format: int64 */
                            sent: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
    workdays: {
        parameters: {
            query: {
                /** @description Which year. */
                year: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workdays"];
                };
            };
            304: components["responses"]["Get304"];
            400: components["responses"]["NotUnderstood"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Away"];
        };
    };
}
