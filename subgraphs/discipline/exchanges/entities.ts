import { Column, Entity, Index, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';
import type { TransferringDepartment } from '../generated.ts';

/** A lead that another department transferred; what it says is not kept here. Source: 线索移送函. */
@Entity('lead_transfer')
@Unique('lead_transfer_once', ['reference'])
export class LeadTransfer extends Fact {
  @Column({ type: 'text' }) readonly reference!: string;
  @Column({ type: 'text', name: 'from_department' }) readonly fromDepartment!: TransferringDepartment;
  @Column({ type: 'text', name: 'institution_code', nullable: true }) readonly institutionCode!:
    string | null;
  @Column({ type: 'date', name: 'received_on' }) readonly receivedOn!: string;
  @Column({ type: 'date', name: 'acknowledged_on', nullable: true }) readonly acknowledgedOn!: string | null;
  @Column({ type: 'text', nullable: true }) readonly outcome!: string | null;
  @Column({ type: 'date', name: 'fed_back_on', nullable: true }) readonly fedBackOn!: string | null;
}

/** A proposal that an institution must answer. Source: 纪律检查建议书, 监察建议书. */
@Entity('supervision_proposal')
@Unique('supervision_proposal_once', ['documentNumber', 'institutionCode'])
@Index('supervision_proposal_institution', ['institutionCode'])
export class SupervisionProposal extends Fact {
  @Column({ type: 'text', name: 'document_number' }) readonly documentNumber!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly subject!: string;
  @Column({ type: 'date', name: 'issued_on' }) readonly issuedOn!: string;
  @Column({ type: 'date', name: 'due_on' }) readonly dueOn!: string;
  @Column({ type: 'date', name: 'replied_on', nullable: true }) readonly repliedOn!: string | null;
}
